package io.granary.jobs;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.JobWait;
import io.granary.api.LambdaFunction;
import io.granary.api.ResourceRef;
import io.granary.database.AccessRepository;
import io.granary.database.DeletionRepository;
import io.granary.database.Ingest;
import io.granary.database.IngestFailures;
import io.granary.database.IngestRepository;
import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.domain.Code;
import io.granary.domain.DatasetRole;
import io.granary.domain.GranaryException;
import io.granary.storage.DeletionMessage;
import io.granary.storage.IngestMessage;
import io.granary.storage.Queues;
import io.granary.storage.ValidateMessage;
import io.granary.storage.WarehouseMessage;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Ends a job that has not ended by itself; what it has done stays unseen. Of the deletion of a
 * dataset, as long as nothing is gone for good, its owner or an admin may.
 */
@Controller
@LambdaFunction(
    name = "cancel-job",
    access = Access.JOB_EDITOR,
    sends = {
      IngestMessage.QUEUE,
      ValidateMessage.QUEUE,
      WarehouseMessage.QUEUE,
      DeletionMessage.QUEUE
    },
    refuses = Code.JOB_ENDED)
final class CancelJobFunction {
  private final Jdbi jdbi;
  private final AccessRepository access;
  private final JobRepository jobs;
  private final IngestRepository ingests;
  private final IngestFailures failures;
  private final DeletionRepository deletions;
  private final Queues queues;
  private final InstantSource clock;

  CancelJobFunction(
      Jdbi jdbi,
      AccessRepository access,
      JobRepository jobs,
      IngestRepository ingests,
      IngestFailures failures,
      DeletionRepository deletions,
      Queues queues,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.access = access;
    this.jobs = jobs;
    this.ingests = ingests;
    this.failures = failures;
    this.deletions = deletions;
    this.queues = queues;
    this.clock = clock;
  }

  @Post("/api/jobs/{jobId}/cancel")
  JobView cancel(Caller caller, ResourceRef ref) {
    if (DeletionMessage.KINDS.contains(find(ref.id()).kind())) {
      requireOwner(caller, ref.id());
    }
    Optional<Ingest> ingest = ingests.ofJob(ref.id());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    boolean cancelled =
        jdbi.inTransaction(
            handle ->
                isPastReturn(handle, ref.id())
                    ? false
                    : ingest.isPresent()
                        ? failures.cancel(handle, ingest.get(), caller.username(), now)
                        : jobs.cancel(handle, ref.id(), caller.username(), now));
    Job job = find(ref.id());
    // Whoever works on it makes its end known, an ingest beside the drop that it came from; also
    // when whoever cancelled it died before this.
    if (job.status().equals("cancelled")) {
      ingest.ifPresent(
          ended ->
              queues.send(IngestMessage.QUEUE, List.of(new IngestMessage(ended.id(), job.id()))));
      if (job.kind().equals(ValidateMessage.KIND)) {
        queues.send(ValidateMessage.QUEUE, List.of(new ValidateMessage(job.datasetId(), job.id())));
      } else if (WarehouseMessage.KINDS.contains(job.kind())) {
        queues.send(WarehouseMessage.QUEUE, List.of(new WarehouseMessage(job.id())));
      } else if (DeletionMessage.KINDS.contains(job.kind())) {
        queues.send(DeletionMessage.QUEUE, List.of(new DeletionMessage(job.id())));
      }
    }
    if (!cancelled) {
      throw new GranaryException(
          Code.JOB_ENDED,
          JobWait.isUnderWay(job)
              ? "Cannot cancel the job: what it removes is gone already."
              : "Cannot cancel the job: it is %s already.".formatted(job.status()));
    }
    return JobView.of(job, jobs.log(job.id()));
  }

  private void requireOwner(Caller caller, UUID job) {
    boolean isOwner =
        access
            .toJob(job, caller.id())
            .filter(grant -> grant.role() == DatasetRole.OWNER)
            .isPresent();
    if (!isOwner && !caller.isAdmin()) {
      throw new GranaryException(
          Code.FORBIDDEN, "Cannot cancel the deletion of a dataset: it takes its owner.");
    }
  }

  /** Whether it has removed something for good. */
  private boolean isPastReturn(Handle handle, UUID job) {
    return deletions.hold(handle, job).filter(found -> found.step().isPastReturn()).isPresent();
  }

  private Job find(UUID id) {
    return jobs.find(id).orElseThrow(() -> GranaryException.notFound("job"));
  }
}
