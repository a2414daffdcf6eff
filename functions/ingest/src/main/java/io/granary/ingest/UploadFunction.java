package io.granary.ingest;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.Quotas;
import io.granary.api.RequestInfo;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.database.IngestRepository;
import io.granary.database.IngestSource;
import io.granary.database.IngestSummary;
import io.granary.database.ModelRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.ingest.Intake.Begun;
import io.granary.ingest.Intake.Wish;
import io.granary.json.Json;
import io.granary.storage.IngestMessage;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Objects;
import io.granary.storage.Queues;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Takes a small set in one request, and waits for it a while. */
@Controller
@LambdaFunction(
    name = "upload",
    access = Access.SIGNED_IN,
    consumes = MediaType.MULTIPART_FORM_DATA,
    maxBodyBytes = 4 * 1024 * 1024,
    reads = ObjectKeys.UPLOADS,
    writes = ObjectKeys.UPLOADS,
    sends = IngestMessage.QUEUE,
    refuses = {
      Code.DATASET_NAME_TAKEN,
      Code.QUOTA_EXCEEDED,
      Code.UNKNOWN_USER,
      Code.JOB_CANCELLED,
      Code.NOT_FOUND,
      Code.NO_SAMPLES_FOUND,
      Code.ARCHIVE_CORRUPT,
      Code.ARCHIVE_ENCRYPTED,
      Code.ARCHIVE_BOMB,
      Code.ARCHIVE_TOO_LARGE
    },
    answers = {
      @Answer(status = 201, body = UploadFunction.Uploaded.class),
      @Answer(status = 202, body = UploadFunction.UploadAccepted.class)
    },
    body = UploadFunction.Form.class)
final class UploadFunction {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Jdbi jdbi;
  private final Intake intake;
  private final Quotas quotas;
  private final DatasetRepository datasets;
  private final IngestRepository ingests;
  private final ModelRepository models;
  private final Objects objects;
  private final Queues queues;
  private final Ids ids;

  UploadFunction(
      Jdbi jdbi,
      Intake intake,
      Quotas quotas,
      DatasetRepository datasets,
      IngestRepository ingests,
      ModelRepository models,
      Objects objects,
      Queues queues,
      Ids ids) {
    this.jdbi = jdbi;
    this.intake = intake;
    this.quotas = quotas;
    this.datasets = datasets;
    this.ingests = ingests;
    this.models = models;
    this.objects = objects;
    this.queues = queues;
    this.ids = ids;
  }

  /**
   * The fields of the form, which {@link UploadForm} reads.
   *
   * @param modality what the samples are to be taken for; left out, it is detected
   * @param files images or other data files, or one archive
   * @param annotationFile what is known about the files
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Form(
      @NotNull @Size(min = 1, max = 100) String datasetName,
      @Size(max = 2000) String datasetDescription,
      UUID modelId,
      @Pattern(regexp = "image|text") String modality,
      @NotNull @Size(min = 1) List<byte[]> files,
      byte[] annotationFile) {}

  /** What has become of it. */
  record Uploaded(
      UUID datasetId,
      String datasetName,
      @Nullable UUID projectId,
      String status,
      IngestSummary uploadSummary) {}

  /** Where to ask, when it takes longer. */
  record UploadAccepted(UUID jobId, String statusUrl, UUID datasetId) {}

  @Post("/api/datasets/upload")
  HttpResponse<?> upload(Caller caller, RequestInfo request) {
    UploadForm form = UploadForm.read(request, model -> models.isOwn(model, caller.id()));
    long bytes = form.files().stream().mapToLong(file -> file.content().length).sum();
    jdbi.useTransaction(handle -> quotas.checkDataset(handle, caller.id(), bytes));
    IngestSource source = store(caller, form);
    String name = form.files().size() == 1 ? form.files().getFirst().path() : form.name();
    Begun begun =
        jdbi.inTransaction(
            handle ->
                intake.begin(
                    handle,
                    new Wish(
                        caller.id(),
                        form.name(),
                        form.description(),
                        form.modelId(),
                        "upload",
                        name,
                        form.files().getFirst().isZip() ? "zip" : "files",
                        source,
                        request.id())));
    queues.send(IngestMessage.QUEUE, List.of(new IngestMessage(begun.ingestId(), begun.jobId())));
    return answer(begun, await(begun.datasetId(), caller.id()));
  }

  /** Objects first: an ingest never waits for bytes that may not come. */
  private IngestSource store(Caller caller, UploadForm form) {
    UUID upload = ids.next();
    List<IngestSource.Item> items = new ArrayList<>();
    for (UploadForm.File file : form.files()) {
      String key = ObjectKeys.UPLOADS + "%s/%s/%d".formatted(caller.id(), upload, items.size());
      objects.create(key, file.content(), MediaType.APPLICATION_OCTET_STREAM);
      String etag =
          objects.stat(key).orElseThrow(() -> new IllegalStateException("Lost " + key)).etag();
      items.add(
          new IngestSource.Item(
              key,
              file.path(),
              file.content().length,
              etag,
              file.isZip() ? IngestSource.Kind.ZIP : IngestSource.Kind.FILE));
    }
    return new IngestSource(items, form.modality());
  }

  private Dataset await(UUID dataset, UUID user) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String status = datasets.status(dataset);
    while (!status.equals("ready") && !status.equals("error") && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
      status = datasets.status(dataset);
    }
    return datasets.find(dataset, user).orElseThrow(() -> GranaryException.notFound("dataset"));
  }

  private HttpResponse<?> answer(Begun begun, Dataset dataset) {
    return switch (dataset.status()) {
      case "ready" ->
          HttpResponse.created(
              new Uploaded(
                  dataset.id(),
                  dataset.name(),
                  dataset.projectId(),
                  dataset.status(),
                  ingests
                      .find(begun.ingestId())
                      .map(
                          ingest ->
                              Json.read(String.valueOf(ingest.summary()), IngestSummary.class))
                      .orElseThrow(() -> new IllegalStateException("The ingest is gone"))),
              URI.create("/api/datasets/" + dataset.id()));
      case "error" ->
          throw new GranaryException(
              Code.valueOf(String.valueOf(dataset.errorCode())),
              String.valueOf(dataset.errorDetail()));
      default ->
          HttpResponse.accepted()
              .body(
                  new UploadAccepted(
                      begun.jobId(), "/api/jobs/" + begun.jobId(), begun.datasetId()));
    };
  }
}
