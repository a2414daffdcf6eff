package io.granary.definitions;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.granary.api.Caller;
import io.granary.api.JobWait;
import io.granary.database.Job;
import io.granary.database.WarehouseJobRepository;
import io.granary.database.WarehouseJobRepository.Wanted;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.json.Json;
import io.granary.storage.Queues;
import io.granary.storage.WarehouseMessage;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Has jobs done for those who ask, and waits a while for their results. */
@Singleton
final class JobRequests {
  private final WarehouseJobRepository jobs;
  private final Queues queues;
  private final JobWait wait;
  private final Ids ids;
  private final InstantSource clock;

  JobRequests(
      WarehouseJobRepository jobs, Queues queues, JobWait wait, Ids ids, InstantSource clock) {
    this.jobs = jobs;
    this.queues = queues;
    this.wait = wait;
    this.ids = ids;
    this.clock = clock;
  }

  /** A result that is JSON already. */
  record Kept(@JsonValue @JsonRawValue String json) {}

  /**
   * Begins a job, or joins one that does the same for the same caller.
   *
   * @param asked what becomes the job's metadata
   * @return 200 with the job's result, or 202 when it takes longer
   * @throws GranaryException what the job has failed with
   */
  HttpResponse<?> ask(Caller caller, String kind, Object asked) {
    UUID id =
        jobs.begin(
            new Wanted(
                ids.next(),
                kind,
                caller.id(),
                Json.write(asked),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    // Also for one that was there: whoever began it may have died before this.
    queues.send(WarehouseMessage.QUEUE, List.of(new WarehouseMessage(id)));
    Job job = wait.await(id);
    if (JobWait.isUnderWay(job)) {
      return HttpResponse.accepted().body(JobAccepted.of(id));
    }
    JobWait.refuseFailed(job);
    return HttpResponse.ok(new Kept(String.valueOf(job.result())));
  }
}
