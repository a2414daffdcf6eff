package io.granary.formats.yolo;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Point;
import java.util.ArrayList;
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
  record Row(AnnotationType type, List<Double> numbers, Optional<String> how) implements Outcome {
    static Row of(AnnotationType type, List<Double> numbers) {
      return new Row(type, numbers, Optional.empty());
    }

    boolean isFinite() {
      return numbers.stream().allMatch(Double::isFinite);
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

  /** Centre and size of a box, as parts of the image. */
  static List<Double> numbers(Box box, ImageEdge edge) {
    List<Double> numbers = new ArrayList<>();
    numbers.add((box.x() + box.width() / 2) / edge.width());
    numbers.add((box.y() + box.height() / 2) / edge.height());
    numbers.add(box.width() / edge.width());
    numbers.add(box.height() / edge.height());
    return numbers;
  }

  /** Points as parts of the image. */
  static List<Double> numbers(List<Point> points, ImageEdge edge) {
    List<Double> numbers = new ArrayList<>(points.size() * 2);
    for (Point point : points) {
      numbers.add(point.x() / edge.width());
      numbers.add(point.y() / edge.height());
    }
    return numbers;
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
