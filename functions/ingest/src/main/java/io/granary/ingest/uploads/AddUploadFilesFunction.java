package io.granary.ingest.uploads;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.ResourceRef;
import io.granary.database.Upload;
import io.granary.domain.Code;
import io.granary.storage.ObjectKeys;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds files to an upload. One that was declared before with the same size and SHA-256 stays. */
@Controller
@LambdaFunction(
    name = "add-upload-files",
    access = Access.UPLOAD_OWNER,
    writes = ObjectKeys.UPLOADS,
    uses = Use.CURSORS,
    refuses = {
      Code.FORBIDDEN,
      Code.DATASET_BUSY,
      Code.UPLOAD_CONFLICT,
      Code.UPLOAD_ENDED,
      Code.UPLOAD_EXPIRED,
      Code.QUOTA_EXCEEDED,
      Code.UNKNOWN_USER
    })
final class AddUploadFilesFunction {
  private final Additions additions;
  private final Links links;

  AddUploadFilesFunction(Additions additions, Links links) {
    this.additions = additions;
    this.links = links;
  }

  /**
   * What is to come besides.
   *
   * @param files at most 5,000
   */
  @Introspected
  record Request(@NotNull @Size(min = 1, max = 5000) List<@Valid @NotNull DeclaredFile> files) {}

  /**
   * Links to what was added.
   *
   * @param partSize bytes of each part of the new files but the last of each
   * @param files links to what is to be sent
   * @param cursor what get-upload goes on with; null when these are all
   */
  record AddedFiles(UUID id, long partSize, List<UploadFileView> files, @Nullable String cursor) {}

  @Post("/api/uploads/{uploadId}/files")
  AddedFiles add(ResourceRef ref, @Body Request request) {
    Additions.Added added = additions.add(ref.id(), request.files());
    Upload upload = added.upload();
    Links.Page page = links.page(upload, added.files().stream().map(Links.Missing::all).toList());
    return new AddedFiles(
        upload.id(), added.partSize(), page.files(), links.cursor(upload, page.next()));
  }
}
