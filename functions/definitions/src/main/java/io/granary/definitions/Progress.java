package io.granary.definitions;

import io.granary.api.Deadline;
import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.warehouse.Warehouse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** How far a job is; whoever tells it learns whether to go on. */
final class Progress {
  /**
   * No query is begun with less time than this, a little more than BigQuery is given for one there.
   */
  private static final Duration RESERVE = Duration.ofSeconds(330);

  private final Jdbi jdbi;
  private final JobRepository jobs;
  private final InstantSource clock;
  private final UUID job;
  private final Deadline deadline;

  Progress(Jdbi jdbi, JobRepository jobs, InstantSource clock, UUID job, Deadline deadline) {
    this.jdbi = jdbi;
    this.jobs = jobs;
    this.clock = clock;
    this.job = job;
    this.deadline = deadline;
  }

  /** The job has ended, as by somebody who has cancelled it; nobody wants the rest. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Says how far the job is.
   *
   * @throws Stopped when it has ended
   */
  void at(int percentage, String message) {
    jdbi.useHandle(handle -> jobs.progress(handle, job, percentage, message, clock.instant()));
    check();
  }

  /**
   * Goes on only with a job that has not ended and has time.
   *
   * @throws Stopped when it has ended
   * @throws IllegalStateException when the rest must be left to another try
   */
  void check() {
    if (jobs.find(job).filter(Progress::isOpen).isEmpty()) {
      throw new Stopped();
    }
    if (deadline.isWithin(RESERVE)) {
      throw new IllegalStateException("Cannot go on with the job %s: time is up".formatted(job));
    }
  }

  /** A view of a warehouse that checks before each query. */
  Warehouse watched(Warehouse warehouse) {
    return new WatchedWarehouse(warehouse, this);
  }

  static boolean isOpen(Job job) {
    return job.status().equals("pending") || job.status().equals("running");
  }
}
