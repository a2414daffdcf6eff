package io.granary.database;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code annotations} with its class's name. Coordinates are pixels of the upright image;
 * geometry and attributes are JSON texts.
 */
public record Annotation(
    UUID id,
    UUID sampleId,
    @Nullable UUID classId,
    @Nullable String className,
    String type,
    @Nullable Double x,
    @Nullable Double y,
    @Nullable Double width,
    @Nullable Double height,
    String geometry,
    String attributes,
    String state,
    @Nullable Double score,
    boolean isCrowd,
    @Nullable String sourceId,
    UUID createdBy,
    Instant createdAt,
    @Nullable UUID confirmedBy,
    @Nullable Instant confirmedAt) {}
