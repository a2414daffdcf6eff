package io.granary.datasets;

import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.database.validation.Validation;
import io.granary.database.validation.ValidationRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Issue.Severity;
import io.granary.json.Json;
import io.granary.storage.ValidateMessage;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Does the work of a job of kind {@value ValidateMessage#KIND}. The end of the job, what was found
 * and the codes on samples appear in one transaction, so that it can be run again at any time.
 */
@Singleton
final class ValidationRun {
  private static final Set<String> OPEN = Set.of("pending", "running");

  private final Jdbi jdbi;
  private final ReadyDatasets datasets;
  private final JobRepository jobs;
  private final ValidationRepository validations;
  private final InstantSource clock;

  ValidationRun(
      Jdbi jdbi,
      ReadyDatasets datasets,
      JobRepository jobs,
      ValidationRepository validations,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.datasets = datasets;
    this.jobs = jobs;
    this.validations = validations;
    this.clock = clock;
  }

  /**
   * What is told of a validation by its job: how many kinds of problems there are of each severity.
   */
  record Outcome(UUID datasetId, boolean passed, long errors, long warnings, long infos) {
    static Outcome of(Validation validation) {
      return new Outcome(
          validation.datasetId(),
          validation.passed(),
          validation.count(Severity.ERROR),
          validation.count(Severity.WARNING),
          validation.count(Severity.INFO));
    }
  }

  /** Validates; a job that has ended does nothing. */
  void run(UUID dataset, UUID jobId) {
    Optional<Job> job = open(jobId);
    if (job.isEmpty()) {
      return;
    }
    try {
      datasets.get(dataset, job.get().createdBy());
    } catch (GranaryException e) {
      fail(jobId, e.code(), String.valueOf(e.getMessage()));
      return;
    }
    validations.validate(
        dataset,
        (percentage, subject) -> progress(jobId, percentage, "looking at " + subject),
        (handle, validation) -> end(handle, jobId, validation));
  }

  /** Ends a job that has failed as often as it is tried. */
  void broken(UUID jobId) {
    if (open(jobId).isPresent()) {
      fail(
          jobId,
          Code.INTERNAL,
          "Cannot finish the validation: it failed on every try. Retry its job.");
    }
  }

  private Optional<Job> open(UUID jobId) {
    return jobs.find(jobId).filter(job -> OPEN.contains(job.status()));
  }

  private boolean end(Handle handle, UUID jobId, Validation validation) {
    var outcome = Outcome.of(validation);
    boolean isEnd = jobs.complete(handle, jobId, Json.write(outcome), clock.instant());
    if (isEnd) {
      jobs.log(
          handle,
          jobId,
          "info",
          "%s: %d kind(s) of error, %d of warning, %d of information"
              .formatted(
                  outcome.passed() ? "Passed" : "Did not pass",
                  outcome.errors(),
                  outcome.warnings(),
                  outcome.infos()),
          clock.instant());
    }
    return isEnd;
  }

  private void progress(UUID jobId, int percentage, String message) {
    jdbi.useHandle(handle -> jobs.progress(handle, jobId, percentage, message, clock.instant()));
  }

  private void fail(UUID jobId, Code code, String detail) {
    jdbi.useTransaction(handle -> jobs.fail(handle, jobId, code, detail, clock.instant()));
  }
}
