package io.granary.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.granary.database.DatasetVersion;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a dataset as callers see it.
 *
 * @param isProtected whether it cannot be deleted
 */
public record VersionView(
    int version,
    UUID datasetId,
    String digest,
    long sampleCount,
    long annotationCount,
    long size,
    @Nullable String note,
    @JsonProperty("protected") boolean isProtected,
    UUID createdBy,
    Instant createdAt) {
  public static VersionView of(DatasetVersion row) {
    return new VersionView(
        row.version(),
        row.datasetId(),
        row.digest(),
        row.sampleCount(),
        row.annotationCount(),
        row.size(),
        row.note(),
        row.isProtected(),
        row.createdBy(),
        row.createdAt());
  }
}
