package io.granary.ingest;

import io.granary.database.IngestItem;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Finds what a drop consists of. */
@Singleton
final class DroppedItems {
  private final Objects objects;

  DroppedItems(Objects objects) {
    this.objects = objects;
  }

  /**
   * The objects of a drop, each as it is now. A folder's are listed while they are taken.
   *
   * @param etag what a file must have, unquoted; empty for any
   * @return empty when the file is gone or is another by now, whose own event follows
   * @throws GranaryException UNSUPPORTED_MEDIA_TYPE
   */
  Optional<Iterable<IngestItem>> find(DropKey drop, String etag) {
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
              .map(
                  stat ->
                      List.of(
                          IngestItem.plain(
                              drop.place(),
                              drop.fileName(),
                              stat.size(),
                              stat.etag(),
                              Sources.kind(drop.fileName()))));
      case FOLDER ->
          Optional.of(
              () ->
                  objects
                      .list(drop.place())
                      .filter(listed -> isFile(drop, listed))
                      .map(listed -> item(drop, listed))
                      .iterator());
    };
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
