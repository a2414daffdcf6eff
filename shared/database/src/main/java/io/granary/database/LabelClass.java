package io.granary.database;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code classes}: something that annotations say an image shows. */
public record LabelClass(
    UUID id,
    UUID projectId,
    UUID datasetId,
    int position,
    String name,
    String color,
    @Nullable String supercategory,
    @Nullable String sourceId,
    long annotationCount,
    long sampleCount) {}
