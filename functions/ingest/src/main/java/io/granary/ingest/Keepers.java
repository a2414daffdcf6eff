package io.granary.ingest;

import io.granary.database.AddedRepository;
import io.granary.database.Ingest;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;

/** Makes what stores the files of one part. */
@Singleton
final class Keepers {
  private final Objects objects;
  private final AddedRepository added;
  private final IngestConfig config;

  Keepers(Objects objects, AddedRepository added, IngestConfig config) {
    this.objects = objects;
    this.added = added;
    this.config = config;
  }

  Keeper of(Ingest ingest) {
    return new Keeper(objects, added, ingest, new BoundedWrites(config.parallelWrites()));
  }
}
