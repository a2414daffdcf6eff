package io.granary.deletion;

import io.granary.database.TrashRepository;
import io.granary.database.TrashRepository.Kept;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Ends what is kept only for a while. */
@Singleton
final class Expiry {
  private static final int PAGE = 100;

  private final TrashRepository trash;
  private final Deletions deletions;
  private final Saving saving;
  private final InstantSource clock;

  Expiry(TrashRepository trash, Deletions deletions, Saving saving, InstantSource clock) {
    this.trash = trash;
    this.deletions = deletions;
    this.saving = saving;
    this.clock = clock;
  }

  /** Begins to remove the datasets whose time in the trash is over, and removes old backups. */
  void run() {
    List<Kept> expired;
    do {
      expired = trash.expired(clock.instant(), PAGE);
      expired.forEach(dataset -> deletions.purge(dataset.id()));
    } while (expired.size() == PAGE);
    saving.removeExpired();
  }
}
