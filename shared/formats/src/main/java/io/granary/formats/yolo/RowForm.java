package io.granary.formats.yolo;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Point;
import java.util.List;
import java.util.Optional;

/** How the rows of a variant hold an annotation. */
interface RowForm {
  String CUT = "Shapes were cut at the edge of their image.";
  String WHOLE_SAMPLE = "What belongs to a whole sample has no place on it.";
  String OFF_IMAGE = "Shapes without area on their image cannot be held.";

  /** The row of an annotation. */
  Outcome row(WrittenAnnotation annotation, ImageEdge edge);

  /** What becomes of an annotation. */
  sealed interface Outcome permits Row, Refused {}

  /**
   * A row.
   *
   * @param numbers after the class
   * @param how the annotation was changed, a sentence; empty when it was not
   */
  record Row(AnnotationType type, RowNumbers numbers, Optional<String> how) implements Outcome {
    static Row of(AnnotationType type, RowNumbers numbers) {
      return new Row(type, numbers, Optional.empty());
    }

    boolean isFinite() {
      return numbers.isFinite();
    }

    Row changed(String sentence) {
      return new Row(type, numbers, Optional.of(sentence));
    }
  }

  /**
   * No row.
   *
   * @param why a sentence
   */
  record Refused(String why) implements Outcome {}

  /** The box of an annotation, as it was given or as it is around its geometry. */
  static Optional<Box> box(WrittenAnnotation annotation) {
    if (annotation.geometry() instanceof Bbox bbox) {
      return Optional.of(bbox.bounds());
    }
    return Optional.ofNullable(annotation.box())
        .filter(Box::isFinite)
        .or(annotation.geometry()::box);
  }

  /** The corners of a box, clockwise from the top left. */
  static List<Point> corners(Box box) {
    double right = box.x() + box.width();
    double bottom = box.y() + box.height();
    return List.of(
        new Point(box.x(), box.y()),
        new Point(right, box.y()),
        new Point(right, bottom),
        new Point(box.x(), bottom));
  }
}
