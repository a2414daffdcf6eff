package io.granary.ingest;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.JobWait;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.Quotas;
import io.granary.api.RequestInfo;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.database.IngestItem;
import io.granary.database.IngestReport;
import io.granary.database.IngestSummary;
import io.granary.database.Job;
import io.granary.database.ModelRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.ingest.Intake.Begun;
import io.granary.ingest.Intake.NewDataset;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Takes a small set in one request, and waits for it a while. */
@Controller
@LambdaFunction(
    name = "upload",
    access = Access.SIGNED_IN,
    replaces = "POST /api/datasets/upload/",
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
      Code.ARCHIVE_TOO_LARGE,
      Code.SOURCE_CHANGED
    },
    answers = {
      @Answer(status = 200, body = IngestReport.class),
      @Answer(status = 201, body = UploadFunction.Uploaded.class),
      @Answer(status = 202, body = UploadFunction.UploadAccepted.class)
    },
    body = UploadFunction.Form.class)
final class UploadFunction {
  private final Jdbi jdbi;
  private final Intake intake;
  private final Quotas quotas;
  private final DatasetRepository datasets;
  private final JobWait wait;
  private final ModelRepository models;
  private final Objects objects;
  private final Queues queues;
  private final Ids ids;

  UploadFunction(
      Jdbi jdbi,
      Intake intake,
      Quotas quotas,
      DatasetRepository datasets,
      JobWait wait,
      ModelRepository models,
      Objects objects,
      Queues queues,
      Ids ids) {
    this.jdbi = jdbi;
    this.intake = intake;
    this.quotas = quotas;
    this.datasets = datasets;
    this.wait = wait;
    this.models = models;
    this.objects = objects;
    this.queues = queues;
    this.ids = ids;
  }

  /**
   * The fields of the form, which {@link UploadForm} reads.
   *
   * @param modality what the samples are to be taken for; left out, it is detected
   * @param annotationFormat what the annotations are to be read as; left out, it is detected
   * @param dryRun whether only the import report is wanted, and nothing is to be kept
   * @param files images or other data files, or one archive
   * @param annotationFile what is known about the files
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Form(
      @NotNull @Size(min = 1, max = 100) String datasetName,
      @Size(max = 2000) String datasetDescription,
      UUID modelId,
      @Pattern(regexp = Modality.NAMES) String modality,
      @Size(max = 40) String annotationFormat,
      Boolean dryRun,
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
  record UploadAccepted(UUID jobId, String statusUrl, @Nullable UUID datasetId) {}

  @Post("/api/datasets/upload")
  HttpResponse<?> upload(Caller caller, RequestInfo request) {
    UploadForm form = UploadForm.read(request, model -> models.isOwn(model, caller.id()));
    long bytes = form.files().stream().mapToLong(file -> file.content().length).sum();
    jdbi.useTransaction(
        handle -> {
          if (!form.dryRun()) {
            quotas.checkDataset(handle, caller.id());
          }
          quotas.checkBytes(handle, caller.id(), bytes);
        });
    List<IngestItem> items = store(caller, form);
    var first = form.files().getFirst();
    var wish =
        new Wish(
            caller.id(),
            new NewDataset(form.name(), form.description(), form.modelId()),
            "upload",
            form.files().size() == 1 ? first.path() : form.name(),
            items.getFirst().isArchive() ? archiveType(first.path()) : "files",
            form.modality(),
            form.annotationFormat(),
            form.dryRun(),
            request.id());
    Begun begun = jdbi.inTransaction(handle -> intake.begin(handle, wish, items));
    queues.send(IngestMessage.QUEUE, List.of(new IngestMessage(begun.ingestId(), begun.jobId())));
    Job job = wait.await(begun.jobId());
    return begun.datasetId() == null ? report(job) : answer(begun.datasetId(), job, caller);
  }

  /** {@code x.tar.gz} is of type tar.gz. */
  private static String archiveType(String name) {
    return DropKey.parse(ObjectKeys.DROP + "_/" + name.substring(name.lastIndexOf('/') + 1))
        .map(DropKey::extension)
        .orElse("zip");
  }

  /** Objects first: an ingest never waits for bytes that may not come. */
  private List<IngestItem> store(Caller caller, UploadForm form) {
    UUID upload = ids.next();
    List<IngestItem> items = new ArrayList<>();
    for (UploadForm.File file : form.files()) {
      String key = ObjectKeys.UPLOADS + "%s/%s/%d".formatted(caller.id(), upload, items.size());
      objects.create(key, file.content(), MediaType.APPLICATION_OCTET_STREAM);
      String etag =
          objects.stat(key).orElseThrow(() -> new IllegalStateException("Lost " + key)).etag();
      items.add(IngestItem.plain(key, file.path(), file.content().length, etag, file.kind()));
    }
    return items;
  }

  private HttpResponse<?> report(Job job) {
    if (JobWait.isUnderWay(job)) {
      return accepted(job);
    }
    JobWait.refuseFailed(job);
    return HttpResponse.ok(Json.read(String.valueOf(job.result()), IngestReport.class));
  }

  private HttpResponse<?> answer(UUID id, Job job, Caller caller) {
    if (JobWait.isUnderWay(job)) {
      return accepted(job);
    }
    JobWait.refuseFailed(job);
    Dataset dataset =
        datasets.find(id, caller.id()).orElseThrow(() -> GranaryException.notFound("dataset"));
    return HttpResponse.created(
        new Uploaded(
            dataset.id(),
            dataset.name(),
            dataset.projectId(),
            dataset.status(),
            Json.read(String.valueOf(job.result()), IngestSummary.class)),
        URI.create("/api/datasets/" + dataset.id()));
  }

  private static HttpResponse<?> accepted(Job job) {
    return HttpResponse.accepted()
        .body(new UploadAccepted(job.id(), "/api/jobs/" + job.id(), job.datasetId()));
  }
}
