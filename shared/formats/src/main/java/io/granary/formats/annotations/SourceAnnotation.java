package io.granary.formats.annotations;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import org.jspecify.annotations.Nullable;

/**
 * An annotation as a file has it, before any verdict.
 *
 * @param sample place in the index, or what {@link AnnotationImport} says of unknown images
 * @param imageId as the file names it
 * @param labelClass place among the classes, or negative for a class that is not declared
 * @param box null when it has none; its numbers may be anything
 * @param shape null when it has none
 * @param isShapeInvalid whether there was a shape that cannot be read
 */
public record SourceAnnotation(
    String id,
    int sample,
    String imageId,
    int labelClass,
    String classId,
    @Nullable Box box,
    @Nullable Shape shape,
    boolean isShapeInvalid,
    String attributes,
    @Nullable Double score,
    boolean isCrowd) {
  /**
   * An outline or mask.
   *
   * @param geometry JSON, of the shape that the type has
   * @param box the smallest box around it
   */
  public record Shape(AnnotationType type, String geometry, Box box) {}
}
