package io.granary.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.granary.database.Annotation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An annotation as callers see it; coordinates are pixels of the upright image.
 *
 * @param geometry JSON of the shape that the type has
 * @param bbox the upright box around the geometry, where there is one
 */
public record AnnotationView(
    UUID id,
    UUID sampleId,
    @Nullable UUID classId,
    @Nullable String className,
    String type,
    @JsonRawValue String geometry,
    @Nullable Bbox bbox,
    @JsonRawValue String attributes,
    String state,
    @Nullable Double score,
    boolean isCrowd,
    @Nullable String sourceId,
    UUID createdBy,
    Instant createdAt,
    @Nullable UUID confirmedBy,
    @Nullable Instant confirmedAt) {
  /** A box in pixels. */
  public record Bbox(double x, double y, double width, double height) {}

  public static AnnotationView of(Annotation row) {
    return new AnnotationView(
        row.id(),
        row.sampleId(),
        row.classId(),
        row.className(),
        row.type(),
        row.geometry(),
        row.x() == null ? null : new Bbox(row.x(), row.y(), row.width(), row.height()),
        row.attributes(),
        row.state(),
        row.score(),
        row.isCrowd(),
        row.sourceId(),
        row.createdBy(),
        row.createdAt(),
        row.confirmedBy(),
        row.confirmedAt());
  }
}
