package io.granary.database;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code backups}: an archive of a dataset, which outlives it.
 *
 * @param state making, ready, failed or deleted
 * @param revision the dataset's when it was marked, whose content the archive has
 * @param upload what S3 calls the object until it is whole; null before it is begun
 * @param digest of the content ({@link DatasetDigest}); null before it is counted
 * @param size bytes of the archive; 0 before it is ready
 */
public record Backup(
    UUID id,
    UUID datasetId,
    String datasetName,
    UUID ownerId,
    UUID createdBy,
    UUID jobId,
    String state,
    long revision,
    String objectKey,
    @Nullable String upload,
    @Nullable String digest,
    long sampleCount,
    long annotationCount,
    long sourceCount,
    long size,
    Instant createdAt,
    @Nullable Instant completedAt,
    Instant expiresAt) {
  /** Whether the archive can be read. */
  public boolean isReady() {
    return state.equals("ready");
  }
}
