package io.granary.ingest.uploads;

import io.granary.api.Caller;
import io.granary.database.DatasetRepository;
import io.granary.database.ModelRepository;
import io.granary.database.Upload;
import io.granary.database.UploadFile;
import io.granary.database.UploadFileRepository;
import io.granary.database.UploadRepository;
import io.granary.domain.Code;
import io.granary.domain.DatasetName;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.domain.Ids;
import io.granary.formats.Formats;
import io.granary.formats.archives.MemberPath;
import io.granary.ingest.Intake.NewDataset;
import io.granary.ingest.uploads.Declarations.Declared;
import io.granary.ingest.uploads.StartUploadFunction.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Begins uploads: the upload, its files and its dataset appear together or not at all. */
@Singleton
final class Starts {
  /** How long an upload takes files. */
  static final Duration LIFE = Duration.ofDays(7);

  private static final Set<String> TAKES_MORE = Set.of("ready", "active");

  private static final String FORMATS = "must be one of " + String.join(", ", Formats.hints());

  private final Jdbi jdbi;
  private final UploadRepository uploads;
  private final UploadFileRepository files;
  private final DatasetRepository datasets;
  private final ModelRepository models;
  private final OpenUploads open;
  private final Declarations declarations;
  private final UploadIngests ingests;
  private final Room room;
  private final Ids ids;
  private final InstantSource clock;

  Starts(
      Jdbi jdbi,
      UploadRepository uploads,
      UploadFileRepository files,
      DatasetRepository datasets,
      ModelRepository models,
      OpenUploads open,
      Declarations declarations,
      UploadIngests ingests,
      Room room,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.uploads = uploads;
    this.files = files;
    this.datasets = datasets;
    this.models = models;
    this.open = open;
    this.declarations = declarations;
    this.ingests = ingests;
    this.room = room;
    this.ids = ids;
    this.clock = clock;
  }

  /** What has begun, with its first files. */
  record Started(Upload upload, List<UploadFile> files, long partSize) {
    Started {
      files = List.copyOf(files);
    }
  }

  /**
   * Begins an upload.
   *
   * @throws GranaryException VALIDATION_FAILED with all that is wrong; NOT_FOUND, FORBIDDEN or
   *     DATASET_NOT_READY of the dataset that is to be added to; DATASET_NAME_TAKEN, QUOTA_EXCEEDED
   */
  Started start(Caller caller, Request request, String requestId) {
    if (request.datasetId() != null) {
      open.requireEditor(caller.id(), caller.isAdmin(), request.datasetId());
    }
    List<Violation> violations = new ArrayList<>();
    checkTarget(caller, request, violations);
    Declared declared = declarations.read(request.files(), violations);
    declarations.checkAll(declared.files().size(), declared.bytes(), violations);
    String annotations = annotationPath(request.annotationPath(), violations);
    Declarations.refuse(violations);
    if (request.datasetId() != null && !datasets.hasFiles(request.datasetId())) {
      throw new GranaryException(
          Code.WRONG_KIND, "Cannot add files to the dataset: it is made of tables.");
    }
    if (request.datasetId() != null && !TAKES_MORE.contains(datasets.status(request.datasetId()))) {
      throw new GranaryException(
          Code.DATASET_NOT_READY, "Cannot add to the dataset: it is not ready.");
    }
    UUID id = ids.next();
    return jdbi.inTransaction(
        handle -> {
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          Upload upload =
              new Upload(
                  id,
                  caller.id(),
                  Upload.State.OPEN,
                  dataset(handle, caller.id(), request, declared.bytes(), requestId),
                  request.datasetName() != null && !request.isDryRun(),
                  request.datasetName() == null
                      ? null
                      : DatasetName.normalized(request.datasetName()),
                  request.datasetDescription(),
                  request.modelId(),
                  request.modality(),
                  request.annotationFormat(),
                  request.isDryRun(),
                  annotations,
                  declared.files().size(),
                  declared.bytes(),
                  null,
                  null,
                  now,
                  now.plus(LIFE),
                  now.plus(Links.LIFE));
          uploads.insert(handle, upload);
          List<UploadFile> first =
              IntStream.range(0, declared.files().size())
                  .mapToObj(i -> declared.file(i, id, i, declared.partSize()))
                  .toList();
          files.insert(handle, first);
          return new Started(upload, first, declared.partSize());
        });
  }

  private void checkTarget(Caller caller, Request request, List<Violation> violations) {
    if ((request.datasetName() == null) == (request.datasetId() == null)) {
      violations.add(new Violation("/dataset_name", "must be given, or dataset_id, and not both"));
    }
    if (request.annotationFormat() != null
        && !Formats.hints().contains(request.annotationFormat())) {
      violations.add(new Violation("/annotation_format", FORMATS));
    }
    if (request.datasetName() != null) {
      DatasetName.problem(DatasetName.normalized(request.datasetName()))
          .ifPresent(problem -> violations.add(new Violation("/dataset_name", problem)));
    }
    if (request.datasetId() != null && request.datasetDescription() != null) {
      violations.add(new Violation("/dataset_description", "is of a new dataset alone"));
    }
    if (request.datasetId() != null && request.modelId() != null) {
      violations.add(new Violation("/model_id", "is of a new dataset alone"));
    } else if (request.modelId() != null && !models.isOwn(request.modelId(), caller.id())) {
      violations.add(new Violation("/model_id", "must be a model of yours"));
    }
  }

  private static @Nullable String annotationPath(
      @Nullable String path, List<Violation> violations) {
    if (path == null) {
      return null;
    }
    MemberPath read = MemberPath.of(path);
    if (read.kind() == MemberPath.Kind.UNSAFE) {
      violations.add(new Violation("/annotation_path", "is unsafe: " + read.reason()));
    }
    return read.path();
  }

  /** The dataset that it goes to, with room for what is to come. */
  private @Nullable UUID dataset(
      Handle handle, UUID user, Request request, long bytes, String requestId) {
    if (request.datasetName() == null || request.isDryRun()) {
      room.check(handle, user, request.datasetId(), bytes);
      return request.datasetId();
    }
    UUID dataset =
        ingests.reserve(
            handle,
            user,
            new NewDataset(request.datasetName(), request.datasetDescription(), request.modelId()),
            requestId);
    room.take(handle, dataset, bytes);
    return dataset;
  }
}
