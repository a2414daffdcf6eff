package io.granary.deletion;

import io.granary.api.Deadline;
import io.granary.api.JobWait;
import io.granary.database.Backup;
import io.granary.database.BackupRepository;
import io.granary.database.BackupRepository.NewBackup;
import io.granary.database.Deletion;
import io.granary.database.DeletionRepository;
import io.granary.database.JobRepository;
import io.granary.database.TrashRepository;
import io.granary.deletion.DeletedDataset.Saved;
import io.granary.deletion.backup.BackupRun;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Backups, as deletions need them. */
@Singleton
final class Saving {
  private static final int BEGUN_PERCENT = 5;
  private static final int PERCENT = 55;
  private final Jdbi jdbi;
  private final BackupRun run;
  private final BackupRepository backups;
  private final DeletionRepository deletions;
  private final TrashRepository trash;
  private final JobRepository jobs;
  private final InstantSource clock;

  Saving(
      Jdbi jdbi,
      BackupRun run,
      BackupRepository backups,
      DeletionRepository deletions,
      TrashRepository trash,
      JobRepository jobs,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.run = run;
    this.backups = backups;
    this.deletions = deletions;
    this.trash = trash;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Goes on with the backup of a deletion; one that has the same is taken.
   *
   * @return false when time is over before it is whole
   * @throws GranaryException BACKUP_FAILED when it can never be; JOB_CANCELLED
   */
  boolean save(Deletion deletion, Deadline deadline) {
    UUID backup = deletion.backupId();
    if (backup == null) {
      backup = begin(deletion);
    }
    return run.make(backup, deadline, (bytes, about) -> progress(deletion.jobId(), bytes, about));
  }

  private UUID begin(Deletion deletion) {
    Optional<Backup> whole = run.wholeOf(deletion.datasetId(), deletion.revision());
    return jdbi.inTransaction(
        handle -> {
          UUID backup = whole.map(Backup::id).orElseGet(() -> begin(handle, deletion));
          deletions.give(handle, deletion.jobId(), backup);
          return backup;
        });
  }

  private UUID begin(Handle handle, Deletion deletion) {
    var dataset =
        trash
            .hold(handle, deletion.datasetId())
            .orElseThrow(() -> GranaryException.notFound("dataset"));
    return run.begin(
        handle,
        new NewBackup(
            dataset.id(),
            dataset.name(),
            dataset.ownerId(),
            deletion.userId(),
            deletion.jobId(),
            deletion.revision()));
  }

  private void progress(UUID job, long bytes, long about) {
    if (jobs.find(job).filter(JobWait::isUnderWay).isEmpty()) {
      throw new GranaryException(Code.JOB_CANCELLED, "Cannot go on: the job was cancelled.");
    }
    long share = about == 0 ? 0 : Math.min(PERCENT, PERCENT * bytes / about);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    jdbi.useTransaction(
        handle -> {
          deletions.touch(handle, job, now);
          jobs.progress(
              handle, job, BEGUN_PERCENT + Math.toIntExact(share), "making a backup", now);
        });
  }

  /** What is told of a backup. */
  @Nullable Saved saved(UUID id) {
    return backups.find(id).map(backup -> new Saved(backup.id(), backup.objectKey())).orElse(null);
  }

  /** Gives up what a deletion has begun; one that is whole stays. */
  void abandon(Deletion deletion) {
    if (deletion.backupId() != null) {
      run.abandon(deletion.backupId());
    }
  }
}
