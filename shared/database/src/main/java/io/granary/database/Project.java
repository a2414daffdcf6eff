package io.granary.database;

import java.time.Instant;
import java.util.UUID;

/** A row of {@code projects}: the labelling of one dataset. */
public record Project(
    UUID id,
    UUID datasetId,
    String name,
    String taskType,
    int classCount,
    long annotationCount,
    long imagesNotStarted,
    long imagesInProgress,
    long imagesCompleted,
    long revision,
    Instant createdAt,
    Instant updatedAt) {}
