package io.granary.ingest;

import io.granary.database.Drop;
import io.granary.database.DropRepository;
import io.granary.database.Ingest;
import io.granary.database.IngestItem;
import io.granary.database.IngestItemRepository;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Moves the source of a finished ingest to its dataset; both steps may be repeated. */
@Singleton
final class SourceMove {
  private static final int PAGE = 999;

  private final IngestItemRepository items;
  private final DropRepository drops;
  private final Objects objects;

  SourceMove(IngestItemRepository items, DropRepository drops, Objects objects) {
    this.items = items;
    this.drops = drops;
    this.objects = objects;
  }

  /** Keeps archives byte for byte beside what was made of them; loose files are kept as such. */
  void keep(Ingest ingest) {
    items.forEach(
        ingest.id(),
        (item, number) -> {
          if (item.isArchive() && isThere(item)) {
            objects.copy(
                item.key(),
                ObjectKeys.source(ingest.userId(), ingest.datasetId(), ingest.id(), item.path()));
            items.take(ingest.id(), number);
          }
        });
  }

  /**
   * Frees the place where the source was put. What the dataset has not taken stays, and so does a
   * newer object, which is somebody else's.
   */
  void clear(Ingest ingest) {
    items.page(ingest.id(), 0, 1).stream()
        .findFirst()
        .ifPresentOrElse(item -> clear(ingest, item), () -> clearMark(ingest));
    if (ingest.dryRun()) {
      objects.deleteAll(ObjectKeys.dryRun(ingest.userId(), ingest.id()));
    }
  }

  /** Of a folder in which nothing was new. */
  private void clearMark(Ingest ingest) {
    drops.ofIngest(ingest.id()).stream()
        .map(Drop::key)
        .filter(key -> key.endsWith("/" + DropKey.MARK))
        .filter(this::isRead)
        .forEach(objects::delete);
  }

  private void clear(Ingest ingest, IngestItem first) {
    String[] parts = first.key().split("/", 4);
    if (parts.length < 4) {
      if (isThere(first)) {
        objects.delete(first.key());
      }
      return;
    }
    String folder = "%s/%s/%s/".formatted(parts[0], parts[1], parts[2]);
    if (ingest.dryRun()) {
      objects.deleteAll(folder);
    } else {
      clearTaken(ingest, folder);
    }
  }

  private void clearTaken(Ingest ingest, String folder) {
    try (Stream<Objects.Listed> listed = objects.list(folder)) {
      Iterator<Objects.Listed> rest = listed.iterator();
      while (rest.hasNext()) {
        Map<String, String> page = new HashMap<>();
        while (rest.hasNext() && page.size() < PAGE) {
          Objects.Listed next = rest.next();
          page.put(next.key(), next.etag());
        }
        List<String> taken = new ArrayList<>(items.taken(ingest.id(), page));
        if (page.containsKey(folder + DropKey.MARK) && isRead(folder + DropKey.MARK)) {
          taken.add(folder + DropKey.MARK);
        }
        objects.delete(taken);
      }
    }
  }

  /**
   * Whether all is known that a mark says. One that came later has its own event, which needs the
   * mark only for a format that was not said before.
   */
  private boolean isRead(String mark) {
    Optional<String> said =
        objects.stat(mark).flatMap(stat -> Optional.ofNullable(DropFormat.said(stat)));
    return said.isEmpty()
        || said.equals(
            drops
                .latest(objects.bucket(), mark)
                .flatMap(drop -> Optional.ofNullable(drop.annotationFormat())));
  }

  private boolean isThere(IngestItem item) {
    return objects.stat(item.key()).filter(stat -> stat.etag().equals(item.etag())).isPresent();
  }
}
