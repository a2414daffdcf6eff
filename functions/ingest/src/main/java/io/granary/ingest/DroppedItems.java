package io.granary.ingest;

import io.granary.database.Drop;
import io.granary.database.IngestItem;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a drop consists of. */
@Singleton
final class DroppedItems {
  private final Objects objects;

  DroppedItems(Objects objects) {
    this.objects = objects;
  }

  /**
   * A drop as it is now.
   *
   * @param items its objects; a folder's are listed while they are taken
   * @param annotationFormat what its annotations are to be read as; null leaves it to detection
   */
  record Found(Iterable<IngestItem> items, @Nullable String annotationFormat) {}

  /**
   * Finds a drop.
   *
   * @param etag what a file must have, unquoted; empty for any
   * @param noted what is known of it, when it has waited; it decides on the format, as its mark may
   *     be gone or another
   * @return empty when the file is gone or is another by now, whose own event follows
   * @throws GranaryException UNSUPPORTED_MEDIA_TYPE; VALIDATION_FAILED for an unknown format
   */
  Optional<Found> find(DropKey drop, String etag, Optional<Drop> noted) {
    return switch (drop.kind()) {
      case REFUSED ->
          throw new GranaryException(
              Code.UNSUPPORTED_MEDIA_TYPE,
              "Cannot take the drop: files of type %s are not read here. Pack it as ZIP, TAR, TAR.GZ or TAR.ZST."
                  .formatted(drop.extension()));
      case FILE ->
          objects
              .stat(drop.place())
              .filter(stat -> etag.isEmpty() || stat.etag().replace("\"", "").equals(etag))
              .map(stat -> new Found(List.of(item(drop, stat)), DropFormat.of(stat)));
      case FOLDER ->
          Optional.of(
              new Found(
                  () ->
                      objects
                          .list(drop.place())
                          .filter(listed -> isFile(drop, listed))
                          .map(listed -> item(drop, listed))
                          .iterator(),
                  noted.isPresent() ? noted.get().annotationFormat() : formatOfMark(drop)));
    };
  }

  private @Nullable String formatOfMark(DropKey drop) {
    return objects.stat(drop.place() + DropKey.MARK).map(DropFormat::of).orElse(null);
  }

  private static IngestItem item(DropKey drop, Objects.Stat stat) {
    return IngestItem.plain(
        drop.place(), drop.fileName(), stat.size(), stat.etag(), Sources.kind(drop.fileName()));
  }

  /** Stores keep folders as objects without a name; the mark is no file either. */
  private static boolean isFile(DropKey drop, Objects.Listed listed) {
    return !listed.key().endsWith("/") && !listed.key().equals(drop.place() + DropKey.MARK);
  }

  private static IngestItem item(DropKey drop, Objects.Listed listed) {
    String path = listed.key().substring(drop.place().length());
    return IngestItem.plain(listed.key(), path, listed.size(), listed.etag(), Sources.kind(path));
  }
}
