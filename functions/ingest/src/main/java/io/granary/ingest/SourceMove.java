package io.granary.ingest;

import io.granary.database.Ingest;
import io.granary.database.IngestSource;
import io.granary.json.Json;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;

/** Moves the source of a finished ingest to its dataset; both steps may be repeated. */
@Singleton
final class SourceMove {
  private final Objects objects;

  SourceMove(Objects objects) {
    this.objects = objects;
  }

  /** Keeps archives byte for byte beside what was made of them; loose files are kept as such. */
  void keep(Ingest ingest) {
    for (IngestSource.Item item : Json.read(ingest.source(), IngestSource.class).files()) {
      if (item.kind() == IngestSource.Kind.ZIP && isThere(item)) {
        objects.copy(
            item.key(),
            ObjectKeys.source(ingest.userId(), ingest.datasetId(), ingest.id(), item.path()));
      }
    }
  }

  /** Frees the place where the source was put; a newer object there is somebody else's. */
  void clear(Ingest ingest) {
    for (IngestSource.Item item : Json.read(ingest.source(), IngestSource.class).files()) {
      if (isThere(item)) {
        objects.delete(item.key());
      }
    }
  }

  private boolean isThere(IngestSource.Item item) {
    return objects.stat(item.key()).filter(stat -> stat.etag().equals(item.etag())).isPresent();
  }
}
