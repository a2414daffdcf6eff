package io.granary.deletion;

import io.granary.database.Backup;
import io.granary.database.BackupRepository;
import io.granary.database.TrashRepository;
import io.granary.database.TrashRepository.Kept;
import io.granary.deletion.backup.BackupRun;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what is kept only for a while. What cannot be ended does not keep the rest. */
@Singleton
final class Expiry {
  private static final int PAGE = 100;

  /** For each of the two; the next day goes on. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

  private final TrashRepository trash;
  private final BackupRepository backups;
  private final Deletions deletions;
  private final BackupRun run;
  private final InstantSource clock;

  Expiry(
      TrashRepository trash,
      BackupRepository backups,
      Deletions deletions,
      BackupRun run,
      InstantSource clock) {
    this.trash = trash;
    this.backups = backups;
    this.deletions = deletions;
    this.run = run;
    this.clock = clock;
  }

  /** Begins to remove the datasets whose time in the trash is over, and removes old backups. */
  void run() {
    Instant now = clock.instant();
    Expiry.<Kept>each(
        after -> trash.expired(now, after, PAGE), dataset -> deletions.purge(dataset.id()));
    Expiry.<Backup>each(after -> backups.expired(now, after, PAGE), run::remove);
  }

  private static <T> void each(Function<@Nullable T, List<T>> source, Consumer<T> action) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<T> page = source.apply(null);
    while (!page.isEmpty() && System.nanoTime() < end) {
      for (T one : page) {
        try {
          action.accept(one);
        } catch (RuntimeException e) {
          LOG.error("Cannot end what is over its time: {}", one, e);
        }
      }
      page = source.apply(page.getLast());
    }
  }
}
