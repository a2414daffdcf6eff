package io.granary.deletion;

import io.granary.database.Deletion;
import io.granary.database.Deletion.Step;
import io.granary.database.DeletionRepository;
import io.granary.database.JobRepository;
import io.granary.domain.Code;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends deletions that cannot go on, as long as there is a way back. */
@Singleton
final class DeletionFailures {
  private static final Logger LOG = LoggerFactory.getLogger(DeletionFailures.class);

  private final Jdbi jdbi;
  private final DeletionRepository deletions;
  private final JobRepository jobs;
  private final Saving saving;
  private final InstantSource clock;

  DeletionFailures(
      Jdbi jdbi,
      DeletionRepository deletions,
      JobRepository jobs,
      Saving saving,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.deletions = deletions;
    this.jobs = jobs;
    this.saving = saving;
    this.clock = clock;
  }

  /** Ends a deletion whose messages have failed as often as they come. */
  void broken(UUID job) {
    deletions
        .find(job)
        .filter(Deletion::isOpen)
        .ifPresent(
            deletion -> {
              if (end(deletion)) {
                letGo(deletion);
              } else {
                LOG.error("Cannot go on with the deletion {}; the clock takes it up", job);
              }
            });
  }

  /**
   * Ends the job of a deletion that makes no progress; the next run lets go of the dataset.
   *
   * @return false when it has made some meanwhile, or there is no way back
   */
  boolean end(Deletion deletion) {
    Code code = deletion.step() == Step.BACKUP ? Code.BACKUP_FAILED : Code.INTERNAL;
    return end(
        deletion,
        held -> held.touchedAt().equals(deletion.touchedAt()),
        code,
        "Cannot delete the dataset: it failed on every try. Nothing was deleted.");
  }

  /** Ends a deletion that cannot go on, and leaves the dataset as it was. */
  void fail(Deletion deletion, Code code, String detail) {
    if (end(deletion, _ -> true, code, detail)) {
      letGo(deletion);
    }
  }

  /** Whoever goes on with it past the way back holds it too, and finds its job ended. */
  private boolean end(Deletion deletion, Predicate<Deletion> condition, Code code, String detail) {
    return jdbi.inTransaction(
        handle -> {
          boolean isStill =
              deletions
                  .hold(handle, deletion.jobId())
                  .filter(held -> held.isOpen() && held.step() == deletion.step())
                  .filter(held -> !held.step().isPastReturn())
                  .filter(condition)
                  .isPresent();
          if (isStill) {
            jobs.fail(handle, deletion.jobId(), code, detail, clock.instant());
          }
          return isStill;
        });
  }

  /** Leaves the dataset as it was, now that its job has ended; the half of a backup goes. */
  void letGo(Deletion deletion) {
    // As it is now: it may have got its backup in this run.
    deletions.find(deletion.jobId()).ifPresent(saving::abandon);
    jdbi.useTransaction(
        handle ->
            deletions.end(
                handle, deletion.jobId(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
  }
}
