package io.granary.database;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is sending in by links.
 *
 * @param datasetId what it goes to; null for a dry run of a new dataset, and once what was reserved
 *     is gone
 * @param isReserved whether the dataset was made for it
 * @param datasetName of a new dataset
 * @param fileCount files that were declared
 * @param byteCount bytes that were declared
 * @param linksEndAt when the last link that was handed out ends
 */
public record Upload(
    UUID id,
    UUID userId,
    State state,
    @Nullable UUID datasetId,
    boolean isReserved,
    @Nullable String datasetName,
    @Nullable String datasetDescription,
    @Nullable UUID modelId,
    @Nullable String modality,
    @Nullable String annotationFormat,
    boolean isDryRun,
    @Nullable String annotationPath,
    int fileCount,
    long byteCount,
    @Nullable UUID ingestId,
    @Nullable UUID jobId,
    Instant createdAt,
    Instant expiresAt,
    Instant linksEndAt) {

  /** Where it stands; it goes on from open in one of two ways. */
  public enum State {
    /** Takes files. */
    OPEN,
    /** Its files are an ingest's. */
    COMPLETED,
    /** Is being cleared away. */
    ABORTING,
    /** Has left nothing. */
    ABORTED
  }
}
