package io.granary.formats.csv;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.AnnotatedSet;
import io.granary.formats.annotations.FileSink;
import io.granary.formats.annotations.FormatWriter;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Corners;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes one table, annotations.csv: the columns of TensorFlow's examples, then what these do not
 * have. A row is a box in pixels, or a class of the whole sample when its box is empty; a sample
 * without annotations is a row with neither.
 *
 * <p>Corners are the exact decimal sums of place and size, so that the size is read back as it was.
 * The table is for programs: texts that begin like a formula of a spreadsheet are written as they
 * are, since another text would be another name.
 */
public final class CsvWriter implements FormatWriter {
  static final List<String> HEADER =
      List.of(
          "filename",
          "width",
          "height",
          "class",
          "xmin",
          "ymin",
          "xmax",
          "ymax",
          "id",
          "score",
          "is_crowd",
          "split",
          "attributes");

  @Override
  public String name() {
    return CsvFormat.NAME;
  }

  @Override
  public Receipt write(AnnotatedSet set, FileSink files, WriteOptions options) throws IOException {
    var receipt = new Receipt();
    try (Writer text =
            new OutputStreamWriter(files.create("annotations.csv"), StandardCharsets.UTF_8);
        var table = new CSVPrinter(text, CSVFormat.RFC4180)) {
      table.printRecord(HEADER);
      var rows = new Rows(set.classes(), table, receipt);
      set.forEach(rows::write);
      rows.tellLost();
    }
    return receipt;
  }

  private static final class Rows {
    private final List<ImportedClass> classes;
    private final CSVPrinter table;
    private final Receipt receipt;
    private final BitSet used = new BitSet();

    Rows(List<ImportedClass> classes, CSVPrinter table, Receipt receipt) {
      this.classes = classes;
      this.table = table;
      this.receipt = receipt;
    }

    void write(AnnotatedSample sample) throws IOException {
      receipt.sample();
      boolean isWritten = false;
      for (WrittenAnnotation annotation : sample.annotations()) {
        isWritten |= write(sample, annotation);
      }
      if (!isWritten) {
        print(sample, "", null, null);
      }
    }

    void tellLost() {
      for (int i = 0; i < classes.size(); i++) {
        ImportedClass labelClass = classes.get(i);
        if (!used.get(i)) {
          receipt.lost("Classes without annotations are not in the table.");
        } else if (!labelClass.equals(ImportedClass.named(labelClass.name()))) {
          receipt.lost("Classes have only their names in the table.");
        }
      }
    }

    private boolean write(AnnotatedSample sample, WrittenAnnotation annotation) throws IOException {
      AnnotationType type = annotation.geometry().type();
      if (type == AnnotationType.CAPTION) {
        receipt.dropped(type, "Captions have no place in a table of boxes.");
        return false;
      }
      if (annotation.labelClass() < 0) {
        receipt.dropped(type, "Annotations without a class have no place in a table of boxes.");
        return false;
      }
      Box box =
          annotation.box() == null ? annotation.geometry().box().orElse(null) : annotation.box();
      if (type != AnnotationType.CLASS && (box == null || !box.isFinite() || !box.hasArea())) {
        receipt.dropped(type, "Geometries without area have no box.");
        return false;
      }
      used.set(annotation.labelClass());
      String name = classes.get(annotation.labelClass()).name();
      print(sample, name, type == AnnotationType.CLASS ? null : box, annotation);
      if (type == AnnotationType.CLASS || type == AnnotationType.BBOX) {
        receipt.written(type);
      } else {
        receipt.changed(type, AnnotationType.BBOX, "Shapes became the boxes around them.");
      }
      return true;
    }

    private void print(
        AnnotatedSample sample,
        String className,
        @Nullable Box box,
        @Nullable WrittenAnnotation annotation)
        throws IOException {
      print(sample.path(), size(sample.width()), size(sample.height()), className);
      if (box == null) {
        print("", "", "", "");
      } else {
        print(
            Corners.text(box.x()),
            Corners.text(box.y()),
            Corners.corner(box.x(), box.width()),
            Corners.corner(box.y(), box.height()));
      }
      Double score = annotation == null ? null : annotation.score();
      String id = annotation == null ? null : annotation.sourceId();
      boolean hasAttributes = annotation != null && !annotation.attributes().equals("{}");
      print(
          id == null ? "" : id,
          score == null ? "" : score.toString(),
          annotation == null ? "" : annotation.isCrowd() ? "1" : "0",
          sample.split() == null ? "" : sample.split(),
          hasAttributes ? annotation.attributes() : "");
      table.println();
    }

    private void print(String... values) throws IOException {
      for (String value : values) {
        table.print(value);
      }
    }

    private static String size(int pixels) {
      return pixels > 0 ? Integer.toString(pixels) : "";
    }
  }
}
