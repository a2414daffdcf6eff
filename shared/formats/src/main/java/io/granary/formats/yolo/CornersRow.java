package io.granary.formats.yolo;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.RotatedBox;
import java.util.List;
import java.util.Optional;

/** The four corners of a box at any angle. */
final class CornersRow implements RowForm {
  @Override
  public Outcome row(WrittenAnnotation annotation, ImageEdge edge) {
    if (annotation.geometry() instanceof RotatedBox rotated) {
      return row(rotated.corners(), edge);
    }
    Optional<Box> box = RowForm.box(annotation);
    if (box.isEmpty()) {
      return new Refused(WHOLE_SAMPLE);
    }
    Box cut = edge.cut(box.get());
    return cut.hasArea()
        ? row(RowForm.corners(cut), edge, "Other shapes became their upright boxes.")
        : new Refused(OFF_IMAGE);
  }

  private static Outcome row(List<Point> corners, ImageEdge edge) {
    boolean isWhole = edge.holds(corners);
    List<Point> held = isWhole ? corners : corners.stream().map(edge::nearest).toList();
    if (new RotatedBox(held).box().filter(Box::hasArea).isEmpty()) {
      return new Refused(OFF_IMAGE);
    }
    return isWhole
        ? Row.of(AnnotationType.ROTATED_BBOX, new RowNumbers(edge).points(held))
        : row(held, edge, "Corners over the edge of their image were moved onto it.");
  }

  private static Row row(List<Point> corners, ImageEdge edge, String how) {
    return Row.of(AnnotationType.ROTATED_BBOX, new RowNumbers(edge).points(corners)).changed(how);
  }
}
