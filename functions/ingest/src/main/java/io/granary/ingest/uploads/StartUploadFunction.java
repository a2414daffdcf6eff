package io.granary.ingest.uploads;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.RequestInfo;
import io.granary.database.Upload;
import io.granary.domain.Code;
import io.granary.storage.ObjectKeys;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begins an upload, and gives links to send its files to S3 by. A new dataset is there from now on,
 * and is filled when the upload is completed, within seven days. An upload that breaks off goes on
 * with get-upload.
 */
@Controller
@LambdaFunction(
    name = "start-upload",
    access = Access.SIGNED_IN,
    writes = ObjectKeys.UPLOADS,
    uses = Use.CURSORS,
    refuses = {
      Code.NOT_FOUND,
      Code.FORBIDDEN,
      Code.DATASET_NAME_TAKEN,
      Code.DATASET_BUSY,
      Code.DATASET_NOT_READY,
      Code.QUOTA_EXCEEDED,
      Code.UNKNOWN_USER,
      Code.WRONG_KIND
    },
    answers = @Answer(status = 201))
final class StartUploadFunction {
  private final Starts starts;
  private final Links links;

  StartUploadFunction(Starts starts, Links links) {
    this.starts = starts;
    this.links = links;
  }

  /**
   * What is to come, and what is to become of it.
   *
   * @param datasetName what a new dataset is to be called; left out when there is one
   * @param datasetId a dataset that the files are added to; it must be ready, and the caller may
   *     change it
   * @param modelId a model of the caller's that the new dataset joins
   * @param modality what the samples are to be taken for; left out, it is detected
   * @param annotationFormat what the annotations are to be read as, such as yolo_obb; left out, it
   *     is detected
   * @param dryRun whether the import is only reported on
   * @param files the first files, at most 5,000; add-upload-files takes more
   * @param annotationPath which of the files has the annotations
   */
  @Introspected
  record Request(
      @Nullable @Size(min = 1, max = 1000) String datasetName,
      @Nullable UUID datasetId,
      @Nullable @Size(max = 2000) String datasetDescription,
      @Nullable UUID modelId,
      @Nullable @Pattern(regexp = "image|tabular|text|audio|video|multimodal") String modality,
      @Nullable @Size(max = 40) String annotationFormat,
      @Nullable Boolean dryRun,
      @NotNull @Size(min = 1, max = 5000) List<@Valid @NotNull DeclaredFile> files,
      @Nullable @Size(min = 1, max = 1024) String annotationPath) {
    boolean isDryRun() {
      return Boolean.TRUE.equals(dryRun);
    }
  }

  /**
   * An upload with its first links.
   *
   * @param datasetId the dataset that it goes to; null for a dry run of a new one
   * @param partSize bytes of each part of these files but the last of each
   * @param files links to what is to be sent
   * @param cursor what get-upload goes on with; null when these are all
   * @param expiresAt when it must have been completed
   */
  record StartedUpload(
      UUID id,
      @Nullable UUID datasetId,
      long partSize,
      List<UploadFileView> files,
      @Nullable String cursor,
      Instant expiresAt) {}

  @Post("/api/uploads")
  HttpResponse<StartedUpload> start(Caller caller, RequestInfo info, @Body Request request) {
    Starts.Started started = starts.start(caller, request, info.id());
    Upload upload = started.upload();
    Links.Page page = links.page(upload, started.files().stream().map(Links.Missing::all).toList());
    return HttpResponse.created(
        new StartedUpload(
            upload.id(),
            upload.datasetId(),
            started.partSize(),
            page.files(),
            links.cursor(upload, page.next()),
            upload.expiresAt()),
        URI.create("/api/uploads/" + upload.id()));
  }
}
