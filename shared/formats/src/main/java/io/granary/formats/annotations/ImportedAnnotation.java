package io.granary.formats.annotations;

import io.granary.domain.AnnotationState;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An annotation that is good to be kept.
 *
 * @param id follows from sample, class and geometry
 * @param sample place in the index
 * @param labelClass place among the classes; negative for none
 * @param box in pixels of the upright image; null for what belongs to a whole sample
 * @param geometry JSON, of the shape that the type has
 * @param attributes JSON object of what else the source says
 * @param sourceId its id in the source; null when it was taken there
 * @param state confirmed, unless a backup says otherwise
 */
public record ImportedAnnotation(
    UUID id,
    int sample,
    int labelClass,
    AnnotationType type,
    @Nullable Box box,
    String geometry,
    String attributes,
    @Nullable Double score,
    boolean isCrowd,
    @Nullable String sourceId,
    AnnotationState state) {}
