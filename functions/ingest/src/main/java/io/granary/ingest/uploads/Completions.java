package io.granary.ingest.uploads;

import io.granary.database.Upload;
import io.granary.database.Upload.State;
import io.granary.database.UploadFileRepository;
import io.granary.database.UploadRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.ingest.Intake;
import io.granary.storage.IngestMessage;
import io.granary.storage.Queues;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Ends uploads well: what was sent is given to an ingest, once. */
@Singleton
final class Completions {
  /** The gateway gives up after 30 seconds; a large file may be begun at the end of this. */
  private static final Duration PATIENCE = Duration.ofSeconds(18);

  private final Jdbi jdbi;
  private final OpenUploads open;
  private final UploadRepository uploads;
  private final UploadFileRepository files;
  private final Settlement settlement;
  private final UploadIngests ingests;
  private final Queues queues;

  Completions(
      Jdbi jdbi,
      OpenUploads open,
      UploadRepository uploads,
      UploadFileRepository files,
      Settlement settlement,
      UploadIngests ingests,
      Queues queues) {
    this.jdbi = jdbi;
    this.open = open;
    this.uploads = uploads;
    this.files = files;
    this.settlement = settlement;
    this.ingests = ingests;
    this.queues = queues;
  }

  /**
   * Completes an upload, or gives what has come of one that is completed.
   *
   * @throws GranaryException as {@link Settlement#settle}; UPLOAD_ENDED, UPLOAD_EXPIRED
   */
  Upload complete(UUID id, String requestId) {
    Upload upload = open.any(id);
    if (upload.state() != State.COMPLETED) {
      open.require(upload);
      try {
        long end = System.nanoTime() + PATIENCE.toNanos();
        settlement.settle(upload, () -> System.nanoTime() < end);
        jdbi.useTransaction(handle -> begin(handle, id, requestId));
      } catch (GranaryException e) {
        // Another request may have completed it meanwhile, so that its files have gone their way.
        if (open.any(id).state() != State.COMPLETED) {
          throw e;
        }
      }
      upload = open.any(id);
    }
    // Also when it was completed before: that request may have died before it has sent this.
    queues.send(
        IngestMessage.QUEUE,
        List.of(
            new IngestMessage(
                Objects.requireNonNull(upload.ingestId()),
                Objects.requireNonNull(upload.jobId()))));
    return upload;
  }

  /** Files may have been added meanwhile, or another request may have completed it. */
  private void begin(Handle handle, UUID id, String requestId) {
    Upload upload = uploads.hold(handle, id).orElseThrow();
    if (upload.state() == State.COMPLETED) {
      return;
    }
    open.require(upload);
    if (files.unfinished(handle, id)) {
      throw new GranaryException(
          Code.UPLOAD_INCOMPLETE,
          "Cannot complete the upload yet: files were added to it. Send the request again.",
          Duration.ofSeconds(1));
    }
    String annotations = upload.annotationPath();
    if (annotations != null && files.at(handle, id, List.of(annotations)).isEmpty()) {
      throw new GranaryException(
          Code.UPLOAD_INCOMPLETE,
          "Cannot complete the upload: its annotation file is not among its files.",
          List.of(new Violation("/annotation_path", "is of no file: " + annotations)));
    }
    Intake.Begun begun = ingests.begin(handle, upload, requestId);
    uploads.complete(handle, id, begun.ingestId(), begun.jobId());
  }
}
