package io.granary.formats.csv;

import io.granary.domain.Box;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Label;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes annotations of the rows of a table. */
final class CsvAnnotations {
  private final CsvColumns columns;
  private final CsvScale scale;
  private final AnnotationImport target;
  private final CsvBoxes boxes;
  private final List<Integer> others;

  /** The column where Open Images says 0 of classes that are not on the image; -1 for none. */
  private final int confidence;

  CsvAnnotations(CsvColumns columns, CsvScale scale, AnnotationImport target) {
    this.columns = columns;
    this.scale = scale;
    this.target = target;
    this.boxes = new CsvBoxes(columns);
    this.others = columns.others();
    this.confidence = columns.isOpenImages() ? columns.place("confidence") : -1;
  }

  /** The box of a row in pixels; NaN where the size of the image is not known. */
  Optional<Box> box(CsvRow row, int sample) {
    Optional<Box> box = boxes.of(row);
    if (box.isEmpty() || sample < 0 || scale.unit() == CsvScale.Unit.PIXELS) {
      return box;
    }
    SampleIndex samples = target.samples();
    int width = samples.width(sample);
    int height = samples.height(sample);
    int rowWidth = CsvNumbers.pixels(columns.value(row, Role.IMAGE_WIDTH));
    int rowHeight = CsvNumbers.pixels(columns.value(row, Role.IMAGE_HEIGHT));
    boolean isStored = samples.orientation(sample) >= 5 && rowWidth == height && rowHeight == width;
    // Shares of a picture as it is stored are turned upright afterwards.
    boolean isOfRow = isStored || width == 0;
    double wide = isOfRow ? rowWidth : width;
    double high = isOfRow ? rowHeight : height;
    double x = wide > 0 ? wide : Double.NaN;
    double y = high > 0 ? high : Double.NaN;
    return box.map(b -> new Box(b.x() * x, b.y() * y, b.width() * x, b.height() * y));
  }

  /** Gives what a row has: a box, a class of the whole sample, a text, or nothing. */
  void add(CsvRow row, int sample, String name, int labelClass, Optional<Box> box) {
    String className = columns.value(row, Role.CLASS).strip();
    boolean isAbsent =
        box.isEmpty() && confidence >= 0 && CsvNumbers.parse(row.value(confidence)) == 0;
    if (box.isPresent()) {
      target.add(annotation(row, sample, name, labelClass, className, box.get(), null));
    } else if (!className.isEmpty() && !isAbsent) {
      Shape label = Shape.of(new Label());
      target.add(annotation(row, sample, name, labelClass, className, null, label));
    }
    String text = columns.value(row, Role.CAPTION);
    if (text.isBlank() && className.isEmpty() && box.isEmpty() && sample < 0) {
      target
          .issues()
          .add(
              IssueCode.IMAGE_FILE_MISSING,
              "",
              "line " + row.line(),
              "No file '%s'".formatted(name));
    }
    if (!text.isBlank()) {
      Shape caption = Shape.of(new Caption(text));
      target.add(annotation(row, sample, name, SourceAnnotation.NO_CLASS, "", null, caption));
    }
  }

  private SourceAnnotation annotation(
      CsvRow row,
      int sample,
      String name,
      int labelClass,
      String className,
      @Nullable Box box,
      @Nullable Shape shape) {
    double score = CsvNumbers.parse(columns.value(row, Role.SCORE));
    String crowd = columns.value(row, Role.CROWD).strip();
    return new SourceAnnotation(
        columns.value(row, Role.ID),
        sample,
        name,
        labelClass,
        className,
        box,
        shape,
        false,
        attributes(row),
        Double.isFinite(score) ? score : null,
        CsvNumbers.parse(crowd) == 1 || crowd.equalsIgnoreCase("true"));
  }

  private String attributes(CsvRow row) {
    var attributes = new Attributes();
    String listed = columns.value(row, Role.ATTRIBUTES);
    if (!listed.isBlank()) {
      CsvAttributes.putAll(attributes, "attributes", listed);
    }
    for (int place : others) {
      CsvAttributes.put(attributes, columns.name(place), row.value(place));
    }
    return attributes.json();
  }
}
