package io.granary.ingest.uploads;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.RequestInfo;
import io.granary.api.ResourceRef;
import io.granary.database.Upload;
import io.granary.domain.Code;
import io.granary.storage.IngestMessage;
import io.granary.storage.ObjectKeys;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks that all files of an upload have arrived with the declared sizes and SHA-256, and begins
 * to take them in. Sent again, it gives the same job. (The SHA-256 of a file that came in parts and
 * has more than 512 MiB is not compared here.)
 */
@Controller
@LambdaFunction(
    name = "complete-upload",
    access = Access.UPLOAD_OWNER,
    reads = ObjectKeys.UPLOADS,
    writes = ObjectKeys.UPLOADS,
    sends = IngestMessage.QUEUE,
    uses = Use.UPLOAD_PARTS_READ,
    refuses = {
      Code.FORBIDDEN,
      Code.UPLOAD_INCOMPLETE,
      Code.CHECKSUM_MISMATCH,
      Code.UPLOAD_ENDED,
      Code.UPLOAD_EXPIRED,
      Code.DATASET_NAME_TAKEN,
      Code.DATASET_NOT_READY,
      Code.DATASET_BUSY,
      Code.QUOTA_EXCEEDED,
      Code.UNKNOWN_USER
    },
    answers = @Answer(status = 202))
final class CompleteUploadFunction {
  private final Completions completions;

  CompleteUploadFunction(Completions completions) {
    this.completions = completions;
  }

  /**
   * The job that takes the files in.
   *
   * @param datasetId the dataset that they go to; null for a dry run of a new one
   */
  record CompletedUpload(UUID jobId, String statusUrl, @Nullable UUID datasetId) {}

  @Post("/api/uploads/{uploadId}/complete")
  HttpResponse<CompletedUpload> complete(ResourceRef ref, RequestInfo info) {
    Upload upload = completions.complete(ref.id(), info.id());
    UUID job = Objects.requireNonNull(upload.jobId());
    return HttpResponse.accepted()
        .body(new CompletedUpload(job, "/api/jobs/" + job, upload.datasetId()));
  }
}
