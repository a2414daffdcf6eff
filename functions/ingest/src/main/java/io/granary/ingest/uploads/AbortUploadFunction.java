package io.granary.ingest.uploads;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.RequestInfo;
import io.granary.api.ResourceRef;
import io.granary.database.Upload;
import io.granary.domain.Code;
import io.granary.storage.ObjectKeys;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Status;

/** Gives up an upload: what was sent is removed, and the dataset that was made for it. */
@Controller
@LambdaFunction(
    name = "abort-upload",
    access = Access.UPLOAD_OWNER,
    deletes = ObjectKeys.UPLOADS,
    uses = Use.UPLOAD_PARTS_ABORT,
    refuses = Code.UPLOAD_ENDED)
final class AbortUploadFunction {
  private final OpenUploads open;
  private final Clearing clearing;

  AbortUploadFunction(OpenUploads open, Clearing clearing) {
    this.open = open;
    this.clearing = clearing;
  }

  @Delete("/api/uploads/{uploadId}")
  @Status(HttpStatus.NO_CONTENT)
  void abort(ResourceRef ref, RequestInfo info) {
    if (!clearing.abort(open.any(ref.id()), info.id())) {
      throw OpenUploads.ended(Upload.State.COMPLETED);
    }
  }
}
