package io.granary.formats.yolo;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.WrittenAnnotation;
import java.util.Optional;

/** Centre and size of a box; everything that has one becomes one. */
final class BoxRow implements RowForm {
  @Override
  public Outcome row(WrittenAnnotation annotation, ImageEdge edge) {
    Optional<Box> whole = RowForm.box(annotation);
    if (whole.isEmpty()) {
      return new Refused(WHOLE_SAMPLE);
    }
    Box box = edge.cut(whole.get());
    if (!box.hasArea()) {
      return new Refused(OFF_IMAGE);
    }
    Row row = Row.of(AnnotationType.BBOX, new RowNumbers(edge).box(box));
    if (annotation.geometry().type() != AnnotationType.BBOX) {
      return row.changed("Other shapes became their boxes.");
    }
    return edge.holds(whole.get()) ? row : row.changed(CUT);
  }
}
