package io.granary.database;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code jobs}; JSON columns are texts. */
public record Job(
    UUID id,
    String kind,
    String status,
    int progressPercentage,
    @Nullable String message,
    @Nullable UUID datasetId,
    @Nullable UUID pipelineId,
    UUID createdBy,
    @Nullable String result,
    @Nullable String resultPath,
    @Nullable String errorCode,
    @Nullable String errorDetail,
    String metadata,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {}
