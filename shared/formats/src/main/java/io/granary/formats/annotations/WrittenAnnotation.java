package io.granary.formats.annotations;

import io.granary.domain.Box;
import io.granary.formats.geometry.Geometry;
import org.jspecify.annotations.Nullable;

/**
 * An annotation to be written.
 *
 * @param labelClass place among the classes; negative for none
 * @param box what the source gave beside the geometry, or the smallest around it; null for what
 *     belongs to a whole sample
 * @param attributes JSON object
 * @param sourceId its id in the file it came from; null when it has none
 */
public record WrittenAnnotation(
    int labelClass,
    Geometry geometry,
    @Nullable Box box,
    String attributes,
    @Nullable Double score,
    boolean isCrowd,
    @Nullable String sourceId) {}
