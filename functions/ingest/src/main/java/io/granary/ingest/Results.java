package io.granary.ingest;

import io.granary.database.DropRepository;
import io.granary.database.DropRepository.Drop;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Writes the result beside a drop. The text is in the database first, so that a crash in between
 * loses nothing; the result of an earlier version of the key, or of an earlier attempt at the same
 * one, makes place for the new one.
 */
@Singleton
final class Results {
  private final DropRepository drops;
  private final Objects objects;
  private final Announcements announcements;
  private final InstantSource clock;

  Results(DropRepository drops, Objects objects, Announcements announcements, InstantSource clock) {
    this.drops = drops;
    this.objects = objects;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** Writes the result of a version that has one; a second call changes nothing. */
  void write(Drop drop) {
    if (drop.result() == null || drops.isResultWritten(drop)) {
      return;
    }
    put(drop, drop.result());
  }

  private void put(Drop drop, String result) {
    byte[] content = result.getBytes(StandardCharsets.UTF_8);
    objects.replace(DropKey.resultKey(drop.key()), content, "application/json");
    if (!drops.markResultWritten(drop, clock.instant())) {
      // Another attempt has begun since this result was read; if it has ended too, this may have
      // come after its result.
      drops
          .find(drop.bucket(), drop.key(), drop.sequencer())
          .filter(newer -> newer.result() != null)
          .ifPresent(newer -> put(newer, java.util.Objects.requireNonNull(newer.result())));
    }
  }

  /**
   * Makes the end of an ingest known: writes the result of the drop that it came from, if it came
   * from one, and then tells the bus.
   */
  void writeFor(UUID ingest) {
    drops.ofIngest(ingest).ifPresent(this::write);
    announcements.tell(ingest);
  }
}
