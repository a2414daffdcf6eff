package io.granary.api;

import java.util.UUID;

/** A job that takes longer than anybody waits for. */
public record JobAccepted(UUID jobId, String statusUrl) {
  public static JobAccepted of(UUID job) {
    return new JobAccepted(job, "/api/jobs/" + job);
  }
}
