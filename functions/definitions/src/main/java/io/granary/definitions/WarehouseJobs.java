package io.granary.definitions;

import io.granary.api.Deadline;
import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Does the work of jobs, each by the work of its kind. The end of a job, its result and what its
 * work keeps appear in one transaction, so that it can be run again at any time.
 */
@Singleton
final class WarehouseJobs {
  private final Jdbi jdbi;
  private final JobRepository jobs;
  private final List<WarehouseWork> works;
  private final InstantSource clock;

  WarehouseJobs(Jdbi jdbi, JobRepository jobs, List<WarehouseWork> works, InstantSource clock) {
    this.jdbi = jdbi;
    this.jobs = jobs;
    this.works = List.copyOf(works);
    this.clock = clock;
  }

  /**
   * Does a job's work; one that has ended does nothing.
   *
   * @throws GranaryException WAREHOUSE_UNAVAILABLE, which leaves the job to another try
   */
  void run(UUID id, Deadline deadline) {
    jobs.find(id).filter(Progress::isOpen).ifPresent(job -> work(job, deadline));
  }

  /** Ends a job that has failed as often as it is tried. */
  void broken(UUID id) {
    if (jobs.find(id).filter(Progress::isOpen).isPresent()) {
      fail(
          id,
          Code.INTERNAL,
          "Cannot finish the job: it failed on every try. POST /api/jobs/%s/retry begins again."
              .formatted(id));
    }
  }

  /** Ends a job that was refused as often as it is tried. */
  void refused(UUID id, GranaryException refusal) {
    if (jobs.find(id).filter(Progress::isOpen).isPresent()) {
      fail(id, refusal.code(), detail(refusal));
    }
  }

  private void work(Job job, Deadline deadline) {
    WarehouseWork work =
        works.stream()
            .filter(each -> each.kind().equals(job.kind()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Nobody does jobs of " + job.kind()));
    var progress = new Progress(jdbi, jobs, clock, job.id(), deadline);
    try {
      progress.at(0, "asking the warehouse");
      complete(job, work, work.run(job, progress));
    } catch (GranaryException refusal) {
      if (refusal.code() == Code.WAREHOUSE_UNAVAILABLE) {
        throw refusal;
      }
      fail(job.id(), refusal.code(), detail(refusal));
    } catch (Progress.Stopped _) {
      // Whoever has ended it has said so in its log.
      return;
    }
  }

  private void complete(Job job, WarehouseWork work, Object result) {
    String json = KeptJson.of(result);
    jdbi.useTransaction(
        handle -> {
          if (jobs.complete(handle, job.id(), json, clock.instant())) {
            work.keep(handle, job, result);
          }
        });
  }

  private void fail(UUID id, Code code, String detail) {
    jdbi.useTransaction(handle -> jobs.fail(handle, id, code, detail, clock.instant()));
  }

  /** A job keeps one text. */
  private static String detail(GranaryException refusal) {
    return Stream.concat(
            Stream.of(String.valueOf(refusal.getMessage())),
            refusal.violations().stream().map(WarehouseJobs::sentence))
        .collect(Collectors.joining(" "));
  }

  private static String sentence(Violation violation) {
    return "%s %s.".formatted(violation.pointer(), violation.message());
  }
}
