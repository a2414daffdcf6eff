package io.granary.deletion;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.granary.database.Deletion;
import io.granary.database.TrashRepository.Kept;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a dataset.
 *
 * @param backupPath key of the archive in the bucket of backups
 * @param backupUrl where a link to the archive is given out
 * @param restoreUntil until when it can be taken out of the trash; absent when it is gone for good
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeletedDataset(
    UUID datasetId,
    String datasetName,
    Instant deletedAt,
    UUID deletedBy,
    @Nullable UUID backupId,
    @Nullable String backupPath,
    @Nullable String backupUrl,
    @Nullable Instant restoreUntil,
    DeletionSummary deletionSummary) {
  /**
   * What has gone; of a dataset in the trash, what is hidden, without any bytes or keys.
   *
   * @param imagesDeleted samples of any kind
   * @param storageBytesFreed of all objects
   * @param s3KeysDeleted the first 1,000
   */
  record DeletionSummary(
      long imagesDeleted,
      long annotationsDeleted,
      long versionsDeleted,
      long projectsDeleted,
      long storageBytesFreed,
      List<String> s3KeysDeleted,
      long s3KeysCount) {
    static DeletionSummary hidden(Kept dataset, long versions, long projects) {
      return new DeletionSummary(
          dataset.totalSamples(), dataset.annotationCount(), versions, projects, 0, List.of(), 0);
    }

    static DeletionSummary removed(Deletion.Removed removed) {
      return new DeletionSummary(
          removed.images(),
          removed.annotations(),
          removed.versions(),
          removed.projects(),
          removed.bytes(),
          removed.firstKeys(),
          removed.keys());
    }
  }

  /** A backup that was made before. */
  record Saved(UUID id, String path) {}

  /** Into the trash. */
  static DeletedDataset hidden(
      Kept dataset,
      UUID by,
      Instant at,
      Instant until,
      @Nullable Saved saved,
      DeletionSummary summary) {
    return of(dataset.id(), dataset.name(), at, by, until, saved, summary);
  }

  /** For good. */
  static DeletedDataset removed(Deletion deletion, Instant at, @Nullable Saved saved) {
    return of(
        deletion.datasetId(),
        deletion.datasetName(),
        at,
        deletion.userId(),
        null,
        saved,
        DeletionSummary.removed(deletion.removed()));
  }

  private static DeletedDataset of(
      UUID id,
      String name,
      Instant at,
      UUID by,
      @Nullable Instant until,
      @Nullable Saved saved,
      DeletionSummary summary) {
    return new DeletedDataset(
        id,
        name,
        at,
        by,
        saved == null ? null : saved.id(),
        saved == null ? null : saved.path(),
        saved == null ? null : "/api/backups/" + saved.id(),
        until,
        summary);
  }
}
