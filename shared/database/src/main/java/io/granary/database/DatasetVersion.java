package io.granary.database;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code dataset_versions} without what it has frozen.
 *
 * @param version from 1, without gaps
 * @param digest SHA-256 of what it has frozen, 64 hexadecimal digits
 * @param size bytes that it keeps of its own
 */
public record DatasetVersion(
    int version,
    UUID datasetId,
    String digest,
    long sampleCount,
    long annotationCount,
    long size,
    @Nullable String note,
    boolean isProtected,
    UUID createdBy,
    Instant createdAt) {}
