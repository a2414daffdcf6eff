package io.granary.definitions;

import java.util.UUID;

/** A job that takes longer than anybody waits for. */
record JobAccepted(UUID jobId, String statusUrl) {
  static JobAccepted of(UUID job) {
    return new JobAccepted(job, "/api/jobs/" + job);
  }
}
