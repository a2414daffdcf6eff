package io.granary.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.granary.database.Job;
import io.granary.database.WarehouseJobRepository;
import io.granary.database.WarehouseJobRepository.Begun;
import io.granary.database.WarehouseJobRepository.Wanted;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.json.Json;
import io.granary.storage.Queues;
import io.granary.storage.WarehouseMessage;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has jobs that ask a warehouse done for those who ask, and waits a while for their results. */
@Singleton
public final class JobRequests {
  private final WarehouseJobRepository jobs;
  private final Queues queues;
  private final JobWait wait;
  private final Ids ids;
  private final InstantSource clock;

  public JobRequests(
      WarehouseJobRepository jobs, Queues queues, JobWait wait, Ids ids, InstantSource clock) {
    this.jobs = jobs;
    this.queues = queues;
    this.wait = wait;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What is asked.
   *
   * @param dataset that it is about; null when it is about tables alone
   * @param parameters what becomes the job's metadata
   * @param fresh how long ago a result may have been found to be given again; zero for never. Of a
   *     dataset only.
   */
  public record Asked(String kind, @Nullable UUID dataset, Object parameters, Duration fresh) {
    /** What is about a dataset, and always looked at anew. */
    public static Asked of(String kind, UUID dataset, Object parameters) {
      return new Asked(kind, dataset, parameters, Duration.ZERO);
    }
  }

  /** A result that is JSON already. */
  record Kept(@JsonValue @JsonRawValue String json) {}

  /**
   * Begins a job, or joins one that does the same for the same caller.
   *
   * @return 200 with the job's result, or 202 when it takes longer
   * @throws GranaryException what the job has failed with
   */
  public HttpResponse<?> ask(Caller caller, Asked asked) {
    Job job = await(caller, asked);
    if (JobWait.isUnderWay(job)) {
      return HttpResponse.accepted().body(JobAccepted.of(job.id()));
    }
    JobWait.refuseFailed(job);
    return HttpResponse.ok(new Kept(String.valueOf(job.result())));
  }

  /** The same for what is about tables alone. */
  public HttpResponse<?> ask(Caller caller, String kind, Object parameters) {
    return ask(caller, new Asked(kind, null, parameters, Duration.ZERO));
  }

  /** The same; gives the job as it is when it has ended or patience is over. */
  public Job await(Caller caller, Asked asked) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var wanted =
        new Wanted(
            ids.next(),
            asked.kind(),
            caller.id(),
            asked.dataset(),
            Json.write(asked.parameters()),
            now);
    if (asked.dataset() != null && asked.fresh().isPositive()) {
      Optional<Job> done = jobs.done(wanted, now.minus(asked.fresh()));
      if (done.isPresent()) {
        return done.get();
      }
    }
    Begun begun = jobs.begin(wanted);
    if (begun.needsMessage()) {
      queues.send(WarehouseMessage.QUEUE, List.of(new WarehouseMessage(begun.id())));
    }
    return wait.await(begun.id());
  }
}
