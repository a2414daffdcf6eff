package io.granary.deletion.backup;

import io.granary.database.Backup;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backup of a dataset, which may be gone.
 *
 * @param datasetName the dataset's name when the backup was begun
 * @param state making, ready, failed
 * @param path where the archive is in the bucket of backups
 * @param size bytes of the archive; 0 before it is ready
 * @param digest SHA-256 of the dataset's content, by which datasets of equal content are known
 * @param expiresAt when it is removed
 * @param url a link that reads the archive for 15 minutes; null in lists, and before it is ready
 */
record BackupView(
    UUID id,
    UUID datasetId,
    String datasetName,
    String state,
    String path,
    long size,
    @Nullable String digest,
    long sampleCount,
    long annotationCount,
    UUID createdBy,
    Instant createdAt,
    @Nullable Instant completedAt,
    Instant expiresAt,
    @Nullable URI url) {
  static BackupView of(Backup row) {
    return of(row, null);
  }

  static BackupView of(Backup row, @Nullable URI url) {
    return new BackupView(
        row.id(),
        row.datasetId(),
        row.datasetName(),
        row.state(),
        row.objectKey(),
        row.size(),
        row.digest(),
        row.sampleCount(),
        row.annotationCount(),
        row.createdBy(),
        row.createdAt(),
        row.completedAt(),
        row.expiresAt(),
        url);
  }
}
