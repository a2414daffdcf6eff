package io.granary.deletion.backup;

import io.granary.api.Deadline;
import io.granary.api.QueueFunction.Busy;
import io.granary.database.Backup;
import io.granary.database.BackupRepository;
import io.granary.database.BackupRepository.NewBackup;
import io.granary.database.BackupWorkRepository;
import io.granary.database.BackupWorkRepository.Hold;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.storage.Backups;
import io.granary.storage.ObjectParts;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes and removes backups. Making one takes as many runs as it takes: what is stored stays
 * stored, and of two at once one makes it.
 */
@Singleton
public final class BackupRun {
  /** How long a backup is kept. */
  public static final Duration KEPT = Duration.ofDays(90);

  /** Whoever wants a backup now is to have it for about as long as a new one. */
  private static final Duration NEW = Duration.ofDays(1);

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Jdbi jdbi;
  private final BackupRepository backups;
  private final BackupWorkRepository work;
  private final Archiving archiving;
  private final Backups bucket;
  private final Ids ids;
  private final InstantSource clock;

  public BackupRun(
      Jdbi jdbi,
      BackupRepository backups,
      BackupWorkRepository work,
      Archiving archiving,
      Backups bucket,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.backups = backups;
    this.work = work;
    this.archiving = archiving;
    this.bucket = bucket;
    this.ids = ids;
    this.clock = clock;
  }

  /** Notes that a backup is to be made of a dataset that nobody changes until it is. */
  public UUID begin(Handle handle, NewBackup wanted) {
    UUID id = ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant named = now;
    while (!backups.insert(handle, id, wanted, key(wanted, named), now, now.plus(KEPT))) {
      named = named.plusSeconds(1);
    }
    return id;
  }

  private static String key(NewBackup wanted, Instant named) {
    return Backups.PREFIX
        + "%s/%s/complete.zip".formatted(wanted.datasetId(), TIMESTAMP.format(named));
  }

  /** A backup that is whole, about as new as one made now, and has what a dataset has. */
  public Optional<Backup> wholeOf(UUID dataset, long revision) {
    return backups
        .ready(dataset, revision)
        .filter(found -> found.createdAt().isAfter(clock.instant().minus(NEW)))
        .filter(found -> bucket.objects().stat(found.objectKey()).isPresent());
  }

  /**
   * Goes on with a backup.
   *
   * @return whether it is whole; otherwise time was up, and somebody must go on
   * @throws GranaryException BACKUP_FAILED when it can never be whole, and is to be abandoned
   * @throws Busy when another run is at it
   */
  public boolean make(UUID id, Deadline deadline, Progress progress) {
    Backup backup =
        backups.find(id).orElseThrow(() -> new IllegalStateException("There is no backup " + id));
    if (backup.isReady()) {
      return true;
    }
    var hold = new Hold(id, ids.next());
    if (!backup.state().equals("making")) {
      throw new GranaryException(
          Code.BACKUP_FAILED, "Cannot go on with the backup: it is " + backup.state());
    }
    if (!work.claim(hold)) {
      throw new Busy("Another run makes the backup " + id);
    }
    try {
      // As it is now, after whoever had it before.
      Backup held = backups.find(id).orElseThrow();
      if (isCompleted(held, hold)) {
        return true;
      }
      if (archiving.hasGap(id)) {
        return restart(id, hold);
      }
      return archiving.run(held, hold, deadline, progress) && isCompleted(held, hold);
    } catch (ObjectParts.GoneException e) {
      return isCompleted(backup, hold) || restart(id, hold);
    } finally {
      work.release(hold);
    }
  }

  /** Notes that the archive is whole, if its object is there. */
  private boolean isCompleted(Backup backup, Hold hold) {
    Optional<Objects.Stat> object = bucket.objects().stat(backup.objectKey());
    if (object.isEmpty()) {
      return false;
    }
    Optional<Backup> begun = backups.find(backup.id());
    if (!work.complete(hold, object.get().size(), clock.instant())) {
      throw new Busy("Another run makes the backup " + backup.id());
    }
    // A store that died while it put the parts together may have kept them beside the object.
    begun.ifPresent(this::abort);
    return true;
  }

  /** What S3 has of it is of no use any more. */
  private boolean restart(UUID id, Hold hold) {
    abort(backups.find(id).orElseThrow());
    work.restart(hold);
    return false;
  }

  /** Gives up a backup that is not whole, and what is stored of it. */
  public void abandon(UUID id) {
    work.fail(id)
        .ifPresent(
            failed -> {
              abort(failed);
              // It may have become whole before anybody noted it.
              if (bucket.objects().stat(failed.objectKey()).isPresent()) {
                bucket.objects().delete(failed.objectKey());
              }
            });
  }

  private void abort(Backup backup) {
    bucket.parts().abortAll(backup.objectKey());
  }

  /**
   * Removes a backup and its archive; one that was removed already is no error.
   *
   * @throws GranaryException DATASET_BUSY while it is being made
   */
  public void remove(Backup backup) {
    removeObject(backup);
    jdbi.useTransaction(handle -> backups.delete(handle, backup.id()));
  }

  /**
   * Removes the archive alone.
   *
   * @throws GranaryException DATASET_BUSY while it is being made
   */
  void removeObject(Backup backup) {
    if (backup.state().equals("making")) {
      throw new GranaryException(Code.DATASET_BUSY, "Cannot delete the backup: it is being made.");
    }
    bucket.objects().delete(backup.objectKey());
  }
}
