package io.granary.deletion;

import io.granary.api.JobAccepted;
import io.granary.api.JobWait;
import io.granary.database.Job;
import io.granary.deletion.Deletions.Accepted;
import io.granary.deletion.Deletions.Done;
import io.granary.deletion.Deletions.Outcome;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;

/** What a request for one deletion is answered. */
@Singleton
final class DeletionAnswers {
  private final JobWait wait;

  DeletionAnswers(JobWait wait) {
    this.wait = wait;
  }

  /**
   * Waits for a job that is short.
   *
   * @return 200 with what is deleted, or 202 with the job that does it
   * @throws GranaryException what a short job has failed with; JOB_CANCELLED
   */
  HttpResponse<?> of(Outcome outcome) {
    return switch (outcome) {
      case Done(var deleted) -> HttpResponse.ok(deleted);
      case Accepted(var id, var isShort) -> {
        if (!isShort) {
          yield HttpResponse.accepted().body(JobAccepted.of(id));
        }
        Job job = wait.await(id);
        if (JobWait.isUnderWay(job)) {
          yield HttpResponse.accepted().body(JobAccepted.of(id));
        }
        JobWait.refuseFailed(job);
        yield HttpResponse.ok(Json.read(String.valueOf(job.result()), DeletedDataset.class));
      }
    };
  }
}
