package io.granary.formats.annotations;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Geometry;
import org.jspecify.annotations.Nullable;

/**
 * An annotation as a file has it, before any verdict.
 *
 * @param id in its file; empty when it has none
 * @param sample place in the index, or what {@link AnnotationImport} says of unknown images
 * @param imageId as the file names it
 * @param labelClass place among the classes, {@link #NO_CLASS}, or another negative number for a
 *     class that is not declared
 * @param classId as the file names it
 * @param box null when it has none; its numbers may be anything
 * @param shape null when it has none but the box
 * @param isShapeInvalid whether there was a shape that cannot be read
 * @param attributes JSON object
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
  /** What has no class and needs none: a caption. */
  public static final int NO_CLASS = -2;

  /**
   * An outline, mask, or whatever is more than a box.
   *
   * @param geometry JSON, of the shape that the type has
   * @param box the smallest box around it; null for what belongs to a whole sample
   */
  public record Shape(AnnotationType type, String geometry, @Nullable Box box) {
    /** Whether it needs no place on the image. */
    boolean isOfWholeSample() {
      return type == AnnotationType.CLASS || type == AnnotationType.CAPTION;
    }

    /** Whether it may lie on one line, or at one point. */
    boolean isThin() {
      return type == AnnotationType.POLYLINE || type == AnnotationType.KEYPOINTS;
    }

    public static Shape of(Geometry geometry) {
      return new Shape(geometry.type(), geometry.json(), geometry.box().orElse(null));
    }
  }

  /** One that a file has written down as a single geometry, whatever it is. */
  public static SourceAnnotation of(
      int sample, String imageId, int labelClass, String classId, Geometry geometry) {
    boolean isWritable = geometry.isFinite();
    return new SourceAnnotation(
        "",
        sample,
        imageId,
        labelClass,
        classId,
        isWritable
            ? geometry.box().orElse(null)
            : new Box(Double.NaN, Double.NaN, Double.NaN, Double.NaN),
        isWritable && !(geometry instanceof Bbox) ? Shape.of(geometry) : null,
        false,
        "{}",
        null,
        false);
  }

  /** One whose geometry makes no sense: it has too few points, or not the right ones. */
  public static SourceAnnotation broken(
      int sample, String imageId, int labelClass, String classId) {
    return new SourceAnnotation(
        "", sample, imageId, labelClass, classId, null, null, true, "{}", null, false);
  }

  boolean needsNoClass() {
    return labelClass == NO_CLASS && shape != null && shape.type() == AnnotationType.CAPTION;
  }

  public SourceAnnotation withId(String newId) {
    return copy(newId, box, shape, attributes, score, isCrowd);
  }

  /**
   * @param json an object; see {@link Attributes}
   */
  public SourceAnnotation withAttributes(String json) {
    return copy(id, box, shape, json, score, isCrowd);
  }

  public SourceAnnotation withScore(double newScore) {
    return copy(id, box, shape, attributes, newScore, isCrowd);
  }

  /** One that stands for a group of objects. */
  public SourceAnnotation asCrowd() {
    return copy(id, box, shape, attributes, score, true);
  }

  SourceAnnotation turned(@Nullable Box newBox, @Nullable Shape newShape) {
    return copy(id, newBox, newShape, attributes, score, isCrowd);
  }

  private SourceAnnotation copy(
      String newId,
      @Nullable Box newBox,
      @Nullable Shape newShape,
      String newAttributes,
      @Nullable Double newScore,
      boolean crowd) {
    return new SourceAnnotation(
        newId,
        sample,
        imageId,
        labelClass,
        classId,
        newBox,
        newShape,
        isShapeInvalid,
        newAttributes,
        newScore,
        crowd);
  }
}
