package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.database.JobRepository.Filter;
import io.granary.domain.Code;
import io.granary.domain.Ids;
import io.granary.storage.Queues;
import io.granary.storage.ValidateMessage;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Looks for everything that can be wrong with a dataset, as a job. Asked again while one waits to
 * begin, it gives the same job.
 */
@Controller
@LambdaFunction(
    name = "validate-dataset",
    access = Access.DATASET_EDITOR,
    sends = ValidateMessage.QUEUE,
    refuses = {Code.DATASET_NOT_READY, Code.WRONG_KIND},
    answers = @Answer(status = 202))
final class ValidateDatasetFunction {
  private final Jdbi jdbi;
  private final ReadyDatasets datasets;
  private final JobRepository jobs;
  private final Queues queues;
  private final Ids ids;
  private final InstantSource clock;

  ValidateDatasetFunction(
      Jdbi jdbi,
      ReadyDatasets datasets,
      JobRepository jobs,
      Queues queues,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.datasets = datasets;
    this.jobs = jobs;
    this.queues = queues;
    this.ids = ids;
    this.clock = clock;
  }

  /** The job that validates. */
  record ValidationAccepted(UUID jobId, String statusUrl) {}

  @Post("/api/datasets/{datasetId}/validate")
  HttpResponse<ValidationAccepted> validate(Caller caller, DatasetRef ref) {
    UUID dataset = datasets.files(ref.id(), caller.id()).id();
    UUID job =
        jobs
            .list(new Filter(null, ValidateMessage.KIND, "pending", dataset), null, null, 1)
            .stream()
            .map(Job::id)
            .findFirst()
            .orElseGet(() -> begin(dataset, caller));
    // Also for one that waits: whoever began it may have died before this.
    queues.send(ValidateMessage.QUEUE, List.of(new ValidateMessage(dataset, job)));
    return HttpResponse.<ValidationAccepted>accepted()
        .body(new ValidationAccepted(job, "/api/jobs/" + job));
  }

  private UUID begin(UUID dataset, Caller caller) {
    UUID job = ids.next();
    jdbi.useHandle(
        handle ->
            jobs.insert(
                handle,
                job,
                ValidateMessage.KIND,
                dataset,
                caller.id(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    return job;
  }
}
