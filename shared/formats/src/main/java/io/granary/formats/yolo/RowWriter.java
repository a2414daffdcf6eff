package io.granary.formats.yolo;

import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.yolo.RowForm.Refused;
import io.granary.formats.yolo.RowForm.Row;
import java.io.IOException;
import java.io.Writer;

/** Writes the rows of samples, and the receipt of them. */
final class RowWriter {
  private static final String NOT_FINITE = "Numbers that are not finite cannot be held.";

  private final RowForm form;
  private final ClassNumbers classes;
  private final Receipt receipt;

  RowWriter(RowForm form, ClassNumbers classes, Receipt receipt) {
    this.form = form;
    this.classes = classes;
    this.receipt = receipt;
  }

  void write(AnnotatedSample sample, Writer out) throws IOException {
    receipt.sample();
    var edge = new ImageEdge(sample.width(), sample.height());
    for (WrittenAnnotation annotation : sample.annotations()) {
      AnnotationType type = annotation.geometry().type();
      if (annotation.labelClass() < 0) {
        receipt.dropped(type, "Annotations without a class cannot be held.");
      } else if (edge.width() <= 0 || edge.height() <= 0) {
        receipt.dropped(type, "The size of the image is not known.");
      } else if (!annotation.geometry().isFinite()) {
        receipt.dropped(type, NOT_FINITE);
      } else {
        switch (form.row(annotation, edge)) {
          case Row row when row.isFinite() -> write(annotation, row, out);
          case Row _ -> receipt.dropped(type, NOT_FINITE);
          case Refused refused -> receipt.dropped(type, refused.why());
        }
      }
    }
  }

  private void write(WrittenAnnotation annotation, Row row, Writer out) throws IOException {
    out.write(Integer.toString(classes.of(annotation.labelClass())));
    for (String number : row.numbers().texts()) {
      out.write(' ');
      out.write(number);
    }
    out.write('\n');
    AnnotationType type = annotation.geometry().type();
    row.how()
        .ifPresentOrElse(
            how -> receipt.changed(type, row.type(), how), () -> receipt.written(type));
    noteLost(annotation);
  }

  private void noteLost(WrittenAnnotation annotation) {
    if (!annotation.attributes().equals("{}")) {
      receipt.lost("Attributes of annotations were left out.");
    }
    if (annotation.score() != null) {
      receipt.lost("Scores were left out, as trainers refuse rows that have one.");
    }
    if (annotation.isCrowd()) {
      receipt.lost("Crowds became single objects.");
    }
    if (annotation.sourceId() != null) {
      receipt.lost("Ids of annotations were left out.");
    }
  }
}
