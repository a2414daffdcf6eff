package io.granary.jobs;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.ResourceRef;
import io.granary.database.DatasetRepository;
import io.granary.database.Ingest;
import io.granary.database.IngestItem;
import io.granary.database.IngestItemRepository;
import io.granary.database.IngestRepository;
import io.granary.database.IngestRetries;
import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.database.JobRetryRepository;
import io.granary.database.WarehouseJobRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.storage.IngestMessage;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Objects;
import io.granary.storage.Queues;
import io.granary.storage.ValidateMessage;
import io.granary.storage.WarehouseMessage;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Does again, as a new job, what a failed or cancelled one did not get done. */
@Controller
@LambdaFunction(
    name = "retry-job",
    access = Access.JOB_EDITOR,
    reads = {ObjectKeys.DROP, ObjectKeys.UPLOADS},
    sends = {IngestMessage.QUEUE, ValidateMessage.QUEUE, WarehouseMessage.QUEUE},
    refuses = {Code.JOB_NOT_RETRIABLE, Code.UNKNOWN_USER},
    answers = @Answer(status = 202))
final class RetryJobFunction {
  private static final int LOOKED_AT = 20;
  private static final String RETRIED = "another job has retried it already";
  private static final Set<String> RETRIABLE = Set.of("failed", "cancelled");

  private final Jdbi jdbi;
  private final JobRepository jobs;
  private final JobRetryRepository again;
  private final WarehouseJobRepository warehouseJobs;
  private final DatasetRepository datasets;
  private final IngestRepository ingests;
  private final IngestItemRepository items;
  private final IngestRetries retries;
  private final Objects objects;
  private final Queues queues;
  private final Ids ids;
  private final InstantSource clock;

  RetryJobFunction(
      Jdbi jdbi,
      JobRepository jobs,
      JobRetryRepository again,
      WarehouseJobRepository warehouseJobs,
      DatasetRepository datasets,
      IngestRepository ingests,
      IngestItemRepository items,
      IngestRetries retries,
      Objects objects,
      Queues queues,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.jobs = jobs;
    this.again = again;
    this.warehouseJobs = warehouseJobs;
    this.datasets = datasets;
    this.ingests = ingests;
    this.items = items;
    this.retries = retries;
    this.objects = objects;
    this.queues = queues;
    this.ids = ids;
    this.clock = clock;
  }

  /** Where to ask how the new job is. */
  record Accepted(UUID jobId, String statusUrl) {}

  @Post("/api/jobs/{jobId}/retry")
  HttpResponse<Accepted> retry(Caller caller, ResourceRef ref) {
    Job job = jobs.find(ref.id()).orElseThrow(() -> GranaryException.notFound("job"));
    if (!RETRIABLE.contains(job.status())) {
      throw refused("it is " + job.status());
    }
    UUID next = ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (WarehouseMessage.KINDS.contains(job.kind())) {
      return accepted(askAgain(job, next, caller, now));
    }
    switch (job.kind()) {
      case "ingest" -> ingest(job, next, caller, now);
      case ValidateMessage.KIND -> validate(job, next, caller, now);
      default -> throw refused("it is of kind " + job.kind());
    }
    return accepted(next);
  }

  private static HttpResponse<Accepted> accepted(UUID job) {
    return HttpResponse.<Accepted>accepted().body(new Accepted(job, "/api/jobs/" + job));
  }

  /** Of a warehouse; a job that asks the same may be under way. */
  private UUID askAgain(Job job, UUID next, Caller caller, Instant now) {
    UUID asking = warehouseJobs.retry(job, next, caller.id(), now);
    queues.send(WarehouseMessage.QUEUE, List.of(new WarehouseMessage(asking)));
    return asking;
  }

  private void ingest(Job job, UUID next, Caller caller, Instant now) {
    Ingest ingest = ingests.ofJob(job.id()).orElseThrow(() -> refused(RETRIED));
    checkSource(ingest);
    jdbi.useTransaction(handle -> retries.begin(handle, ingest, next, caller.id(), now));
    queues.send(IngestMessage.QUEUE, List.of(new IngestMessage(ingest.id(), next)));
  }

  private void validate(Job job, UUID next, Caller caller, Instant now) {
    UUID dataset = java.util.Objects.requireNonNull(job.datasetId());
    boolean isReady =
        datasets
            .find(dataset, caller.id())
            .filter(found -> Ingest.READY.contains(found.status()))
            .isPresent();
    if (!isReady) {
      throw refused("its dataset is not ready");
    }
    boolean isFirst =
        jdbi.inTransaction(
            handle -> again.insertFirst(handle, next, dataset, job.id(), caller.id(), now));
    if (!isFirst) {
      throw refused(RETRIED);
    }
    queues.send(ValidateMessage.QUEUE, List.of(new ValidateMessage(dataset, next)));
  }

  /**
   * The ingest reads the very versions that it began with; of many files the first are asked for.
   */
  private void checkSource(Ingest ingest) {
    for (IngestItem item : items.page(ingest.id(), 0, LOOKED_AT)) {
      Objects.Stat stat =
          objects
              .stat(item.key())
              .orElseThrow(() -> refused("its source '%s' is gone".formatted(item.path())));
      if (!stat.etag().equals(item.etag())) {
        throw refused("its source '%s' has changed".formatted(item.path()));
      }
    }
  }

  private static GranaryException refused(String reason) {
    return new GranaryException(
        Code.JOB_NOT_RETRIABLE, "Cannot retry the job: %s.".formatted(reason));
  }
}
