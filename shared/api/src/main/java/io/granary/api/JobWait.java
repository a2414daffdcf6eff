package io.granary.api;

import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Waits a while for jobs, so that who asks for little has it at once. */
@Singleton
public final class JobWait {
  private static final Duration POLL = Duration.ofMillis(100);

  private final JobRepository jobs;
  private final Duration patience;

  public JobWait(JobRepository jobs, JobsConfig config) {
    this.jobs = jobs;
    this.patience = config.patience();
  }

  /**
   * A job as it is when it has ended, or when patience is over.
   *
   * @throws GranaryException NOT_FOUND
   */
  public Job await(UUID id) {
    long deadline = System.nanoTime() + patience.toNanos();
    Job job = job(id);
    while (isUnderWay(job) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
      job = job(id);
    }
    return job;
  }

  private Job job(UUID id) {
    return jobs.find(id).orElseThrow(() -> GranaryException.notFound("job"));
  }

  /** Whether a job has not ended. */
  public static boolean isUnderWay(Job job) {
    return job.status().equals("pending") || job.status().equals("running");
  }

  /**
   * Refuses a job that has ended without a result.
   *
   * @throws GranaryException JOB_CANCELLED, or the code that the job has failed with
   */
  public static void refuseFailed(Job job) {
    if (job.status().equals("cancelled")) {
      throw new GranaryException(Code.JOB_CANCELLED, "Cannot wait for the job: it was cancelled.");
    }
    if (!job.status().equals("completed")) {
      throw new GranaryException(
          Code.valueOf(String.valueOf(job.errorCode())), String.valueOf(job.errorDetail()));
    }
  }
}
