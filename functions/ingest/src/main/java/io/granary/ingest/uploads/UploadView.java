package io.granary.ingest.uploads;

import io.granary.database.Upload;
import io.granary.database.UploadFileRepository.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload, and what is missing of it.
 *
 * @param state open, or completed
 * @param datasetId the dataset that it goes to; null for a dry run of a new one
 * @param jobId the job that takes the files in, once it is completed
 * @param dryRun whether the import is only reported on
 * @param annotationPath which of the files has the annotations
 * @param byteCount bytes of all files that were declared
 * @param fileCount files that were declared
 * @param arrivedCount files that are known to have arrived, as far as was looked
 * @param arrivedBytes bytes of those
 * @param files links to what is missing
 * @param cursor what to go on with; null when there is no more
 * @param expiresAt when it must have been completed
 */
record UploadView(
    UUID id,
    String state,
    @Nullable UUID datasetId,
    @Nullable UUID jobId,
    boolean dryRun,
    @Nullable String annotationPath,
    int fileCount,
    long byteCount,
    int arrivedCount,
    long arrivedBytes,
    List<UploadFileView> files,
    @Nullable String cursor,
    Instant createdAt,
    Instant expiresAt) {
  UploadView {
    files = List.copyOf(files);
  }

  static UploadView open(
      Upload upload, Progress progress, List<UploadFileView> missing, @Nullable String cursor) {
    return of(upload, progress, missing, cursor);
  }

  /** All of it has arrived. */
  static UploadView ended(Upload upload) {
    return of(upload, new Progress(upload.fileCount(), upload.byteCount()), List.of(), null);
  }

  private static UploadView of(
      Upload upload, Progress progress, List<UploadFileView> missing, @Nullable String cursor) {
    return new UploadView(
        upload.id(),
        upload.state().name().toLowerCase(Locale.ROOT),
        upload.datasetId(),
        upload.jobId(),
        upload.isDryRun(),
        upload.annotationPath(),
        upload.fileCount(),
        upload.byteCount(),
        progress.files(),
        progress.bytes(),
        missing,
        cursor,
        upload.createdAt(),
        upload.expiresAt());
  }
}
