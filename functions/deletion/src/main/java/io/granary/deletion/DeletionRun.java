package io.granary.deletion;

import io.granary.api.Deadline;
import io.granary.api.JobWait;
import io.granary.api.QueueFunction.Busy;
import io.granary.database.Deletion;
import io.granary.database.Deletion.Kind;
import io.granary.database.Deletion.Step;
import io.granary.database.DeletionClaimRepository;
import io.granary.database.DeletionRepository;
import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.database.TrashRepository;
import io.granary.database.TrashRepository.Kept;
import io.granary.deletion.DeletedDataset.Saved;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with deletions from the step that they are at. Every step is noted when it is done and
 * may be done twice, so that whatever stops one, the next run goes on. Until something is gone for
 * good a failure leaves the dataset as it was; after that it goes on until it has gone.
 */
@Singleton
final class DeletionRun {
  /** To note how far it is, and to ask for the rest. */
  static final Duration RESERVE = Duration.ofSeconds(60);

  static final int CONTENT_PERCENT = 70;
  private static final int BACKUP_PERCENT = 5;

  /** An invocation cannot last longer. */
  private static final Duration CLAIM = Duration.ofMinutes(15);

  private static final Logger LOG = LoggerFactory.getLogger(DeletionRun.class);

  private final Jdbi jdbi;
  private final DeletionRepository deletions;
  private final DeletionClaimRepository claims;
  private final JobRepository jobs;
  private final TrashRepository trash;
  private final OwnJobs ownJobs;
  private final Saving saving;
  private final Hiding hiding;
  private final Purge purge;
  private final InstantSource clock;

  DeletionRun(
      Jdbi jdbi,
      DeletionRepository deletions,
      DeletionClaimRepository claims,
      JobRepository jobs,
      TrashRepository trash,
      OwnJobs ownJobs,
      Saving saving,
      Hiding hiding,
      Purge purge,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.deletions = deletions;
    this.claims = claims;
    this.jobs = jobs;
    this.trash = trash;
    this.ownJobs = ownJobs;
    this.saving = saving;
    this.hiding = hiding;
    this.purge = purge;
    this.clock = clock;
  }

  /**
   * Goes on with a deletion.
   *
   * @return true when time is over before its end, so that another message must ask for the rest
   * @throws Busy when another run is at it
   */
  boolean run(UUID job, Deadline deadline) {
    Instant now = now();
    Instant until = now.plus(CLAIM);
    if (deletions.find(job).filter(Deletion::isOpen).isEmpty()) {
      return false;
    }
    if (!claims.claim(job, now, until)) {
      throw new Busy("Another run is at the deletion " + job);
    }
    try {
      return goOn(job, deadline);
    } finally {
      claims.release(job, until);
    }
  }

  private boolean goOn(UUID job, Deadline deadline) {
    while (true) {
      Deletion deletion = deletions.find(job).filter(Deletion::isOpen).orElse(null);
      if (deletion == null) {
        return false;
      }
      if (!deletion.step().isPastReturn() && jobs.find(job).filter(JobWait::isUnderWay).isEmpty()) {
        letGo(deletion);
        return false;
      }
      if (deadline.isWithin(RESERVE)) {
        return true;
      }
      try {
        if (!step(deletion, deadline)) {
          return deletion.step() != Step.SETTLING;
        }
      } catch (GranaryException refusal) {
        if (refusal.code() == Code.JOB_CANCELLED) {
          continue;
        }
        fail(deletion, refusal.code(), String.valueOf(refusal.getMessage()));
        return false;
      }
    }
  }

  /** Does a step; false when it is not at its end. */
  private boolean step(Deletion deletion, Deadline deadline) {
    return switch (deletion.step()) {
      case CANCELLING -> {
        ownJobs.cancel(deletion.datasetId());
        yield advance(deletion, deletion.withBackup() ? Step.BACKUP : afterBackup(deletion));
      }
      case BACKUP -> saving.save(deletion, deadline) && advance(deletion, afterBackup(deletion));
      case HIDING -> hide(deletion);
      case CONTENT -> purge.content(deletion, deadline);
      case ROWS -> purge.rows(deletion, deadline);
      case LISTING -> purge.listing(deletion, deadline, saved(deletion));
      case SETTLING ->
          purge.settle(
              deletion,
              jobs.find(deletion.jobId()).map(Job::completedAt).orElse(Instant.MIN),
              deadline);
    };
  }

  private static Step afterBackup(Deletion deletion) {
    return deletion.kind() == Kind.PURGE ? Step.CONTENT : Step.HIDING;
  }

  private boolean advance(Deletion deletion, Step to) {
    jdbi.useTransaction(
        handle -> {
          deletions.advance(handle, deletion, to, now());
          jobs.progress(handle, deletion.jobId(), BACKUP_PERCENT, message(to), clock.instant());
        });
    return true;
  }

  private static String message(Step step) {
    return switch (step) {
      case BACKUP -> "making a backup";
      case HIDING -> "putting it into the trash";
      default -> "removing it";
    };
  }

  private boolean hide(Deletion deletion) {
    Instant now = now();
    jdbi.useTransaction(
        handle -> {
          Kept dataset =
              trash
                  .hold(handle, deletion.datasetId())
                  .filter(kept -> !kept.isInTrash())
                  .orElseThrow(() -> GranaryException.notFound("dataset"));
          if (dataset.revision() != deletion.revision()) {
            throw new GranaryException(
                Code.DATASET_BUSY,
                "Cannot delete the dataset: it was changed while it was being deleted.");
          }
          DeletedDataset result =
              hiding.hide(
                  handle, dataset, deletion.userId(), deletion.requestId(), saved(deletion), now);
          if (!jobs.complete(handle, deletion.jobId(), Json.write(result), now)) {
            handle.rollback();
            return;
          }
          deletions.end(handle, deletion.jobId(), now);
        });
    return true;
  }

  private @Nullable Saved saved(Deletion deletion) {
    return deletion.backupId() == null ? null : saving.saved(deletion.backupId());
  }

  /** Ends a deletion whose messages have failed as often as they come. */
  void broken(UUID job) {
    Deletion deletion = deletions.find(job).filter(Deletion::isOpen).orElse(null);
    if (deletion == null) {
      return;
    }
    if (deletion.step().isPastReturn()) {
      LOG.error("Cannot go on with the removal of {}; the clock takes it up", deletion.datasetId());
      return;
    }
    end(deletion);
    letGo(deletion);
  }

  /** Ends the job of a deletion that makes no progress; the next run lets go of the dataset. */
  void end(Deletion deletion) {
    Code code = deletion.step() == Step.BACKUP ? Code.BACKUP_FAILED : Code.INTERNAL;
    end(deletion, code, "Cannot delete the dataset: it failed on every try. Nothing was deleted.");
  }

  private void fail(Deletion deletion, Code code, String detail) {
    end(deletion, code, detail);
    letGo(deletion);
  }

  private void end(Deletion deletion, Code code, String detail) {
    jdbi.useTransaction(
        handle -> jobs.fail(handle, deletion.jobId(), code, detail, clock.instant()));
  }

  /** Leaves the dataset as it was; the half of a backup goes. */
  private void letGo(Deletion deletion) {
    // As it is now: it may have got its backup in this run.
    deletions.find(deletion.jobId()).ifPresent(saving::abandon);
    jdbi.useTransaction(handle -> deletions.end(handle, deletion.jobId(), now()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
