package io.granary.deletion;

import static java.util.Objects.requireNonNull;

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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

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

  private final Jdbi jdbi;
  private final DeletionRepository deletions;
  private final DeletionClaimRepository claims;
  private final JobRepository jobs;
  private final TrashRepository trash;
  private final OwnJobs ownJobs;
  private final Saving saving;
  private final Hiding hiding;
  private final Purge purge;
  private final DeletionFailures failures;
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
      DeletionFailures failures,
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
    this.failures = failures;
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
        failures.letGo(deletion);
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
        failures.fail(deletion, refusal.code(), String.valueOf(refusal.getMessage()));
        return false;
      }
    }
  }

  /** Does a step; false when it is not at its end. */
  private boolean step(Deletion deletion, Deadline deadline) {
    return switch (deletion.step()) {
      case CANCELLING -> {
        ownJobs.cancel(deletion.datasetId());
        yield advance(deletion, needsBackup(deletion) ? Step.BACKUP : Step.HIDING);
      }
      case BACKUP -> saving.save(deletion, deadline) && advance(deletion, Step.HIDING);
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

  /** Asked when its own jobs have ended: one of them may have made the dataset whole. */
  private boolean needsBackup(Deletion deletion) {
    return deletion.withBackup()
        && trash.find(deletion.datasetId()).filter(Kept::isWhole).isPresent();
  }

  private boolean advance(Deletion deletion, Step to) {
    jdbi.useTransaction(handle -> advance(handle, deletion, to));
    return true;
  }

  private void advance(Handle handle, Deletion deletion, Step to) {
    deletions.advance(handle, deletion, to, now());
    jobs.progress(handle, deletion.jobId(), BACKUP_PERCENT, message(to), clock.instant());
  }

  private static String message(Step step) {
    return switch (step) {
      case BACKUP -> "making a backup";
      case HIDING -> "putting it into the trash";
      default -> "removing it";
    };
  }

  /**
   * Into the trash, where one that goes for good is already, or passes through. Until this has
   * happened the job may be cancelled, and whoever cancels it holds the deletion too.
   */
  private boolean hide(Deletion deletion) {
    Instant now = now();
    jdbi.useTransaction(
        handle -> {
          Kept dataset =
              trash
                  .hold(handle, deletion.datasetId())
                  .orElseThrow(() -> GranaryException.notFound("dataset"));
          if (!isWanted(handle, deletion)) {
            return;
          }
          if (dataset.revision() != deletion.revision()) {
            throw new GranaryException(
                Code.DATASET_BUSY,
                "Cannot delete the dataset: it was changed while it was being deleted.");
          }
          @Nullable DeletedDataset result =
              dataset.isInTrash()
                  ? null
                  : hiding.hide(
                      handle,
                      dataset,
                      deletion.userId(),
                      deletion.requestId(),
                      saved(deletion),
                      now);
          if (deletion.kind() == Kind.PURGE) {
            advance(handle, deletion, Step.CONTENT);
          } else {
            jobs.complete(handle, deletion.jobId(), Json.write(requireNonNull(result)), now);
            deletions.end(handle, deletion.jobId(), now);
          }
        });
    return true;
  }

  /** Whether a deletion is where it was, and its job has not ended; nobody ends it then. */
  private boolean isWanted(Handle handle, Deletion deletion) {
    return deletions
            .hold(handle, deletion.jobId())
            .filter(held -> held.isOpen() && held.step() == deletion.step())
            .isPresent()
        && jobs.find(handle, deletion.jobId()).filter(JobWait::isUnderWay).isPresent();
  }

  private @Nullable Saved saved(Deletion deletion) {
    return deletion.backupId() == null ? null : saving.saved(deletion.backupId());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
