package io.granary.formats.labelme;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Label;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the file of one image. It is held whole but for the picture in it, up to a limit. */
public final class LabelmeReader {
  private static final String TASK = "instances";

  private final LabelmeFile file;
  private final String imageId;
  private final int sample;
  private final Dialect dialect;
  private final AnnotationImport target;
  private final LabelmeGeometry geometries;

  /** Whose files they are. */
  public enum Dialect {
    LABELME("labelme"),
    /** Its shapes may be no more than a label, which is of the whole image then. */
    DICE("dice");

    private static final String BACKGROUND = "__background__";

    private final String format;

    Dialect(String format) {
      this.format = format;
    }
  }

  private LabelmeReader(
      LabelmeFile file, String imageId, int sample, Dialect dialect, AnnotationImport target) {
    this.file = file;
    this.imageId = imageId;
    this.sample = sample;
    this.dialect = dialect;
    this.target = target;
    SampleIndex samples = target.samples();
    boolean isUnknown = sample < 0 || samples.width(sample) == 0;
    boolean isStored =
        !isUnknown
            && samples.orientation(sample) >= 5
            && file.width() == samples.height(sample)
            && file.height() == samples.width(sample);
    this.geometries =
        isUnknown || isStored
            ? new LabelmeGeometry(file.width(), file.height())
            : new LabelmeGeometry(samples.width(sample), samples.height(sample));
  }

  /**
   * Reads a JSON file, if it is one of LabelMe. A file that is damaged anywhere imports nothing.
   *
   * @throws IOException when the content cannot be fetched
   */
  public static void read(SetFile file, Content content, Dialect dialect, AnnotationImport target)
      throws IOException {
    target.beginFile(file, dialect.format, TASK);
    LabelmeFile read;
    try {
      read =
          file.size() > LabelmeFile.MOST_CHARACTERS
              ? LabelmeFile.measured(content)
              : LabelmeFile.read(content);
    } catch (JsonProcessingException | CharacterCodingException e) {
      read = LabelmeFile.unreadable(JsonText.problem(e));
    }
    if (!read.problem().isEmpty()) {
      target.refuse(file, "unreadable", IssueCode.ANNOTATION_FILE_UNREADABLE, read.problem());
    } else if (!read.hasShapes()) {
      target.refuse(
          file, "unknown", IssueCode.ANNOTATION_FORMAT_UNKNOWN, "It has no list of shapes");
    } else {
      addAll(file, read, dialect, target);
      target.endFile();
    }
  }

  private static void addAll(
      SetFile file, LabelmeFile read, Dialect dialect, AnnotationImport target) {
    int sample =
        LabelmeImage.find(file, read.imagePath(), read.width(), read.height(), target.samples());
    String imageId = read.imagePath().isEmpty() ? file.name() : read.imagePath();
    if (sample < 0) {
      target
          .issues()
          .add(IssueCode.IMAGE_FILE_MISSING, file.path(), "", "No file '%s'".formatted(imageId));
    }
    target.declareSize(sample, imageId, read.width(), read.height());
    new LabelmeReader(read, imageId, sample, dialect, target).addAll();
  }

  private void addAll() {
    for (String flag : file.flags()) {
      target.add(SourceAnnotation.of(sample, imageId, declared(flag), flag, new Label()));
    }
    List<LabelmeShape> shapes = file.shapes();
    for (int i = 0; i < shapes.size(); ) {
      int end = i + 1;
      while (shapes.get(i).isFirstPart()
          && end < shapes.size()
          && shapes.get(end).follows(shapes.get(end - 1))) {
        end++;
      }
      add(shapes.get(i), joined(shapes.subList(i, end)));
      i = end;
    }
  }

  private void add(LabelmeShape shape, Optional<Geometry> geometry) {
    if (dialect == Dialect.DICE && shape.label.equals(Dialect.BACKGROUND)) {
      target.addBackground(sample, imageId, shape.id);
      return;
    }
    int labelClass = declared(shape.label);
    target.add(
        shape.told(
            geometry.isPresent()
                ? SourceAnnotation.of(sample, imageId, labelClass, shape.label, geometry.get())
                : SourceAnnotation.broken(sample, imageId, labelClass, shape.label)));
  }

  private int declared(String name) {
    return name.isEmpty() ? SampleIndex.NONE : target.declare(ImportedClass.named(name));
  }

  /** Several shapes are the parts of one outline. */
  private Optional<Geometry> joined(List<LabelmeShape> shapes) {
    if (shapes.size() == 1) {
      return geometry(shapes.getFirst());
    }
    List<List<Point>> parts = new ArrayList<>();
    for (LabelmeShape shape : shapes) {
      if (!(geometry(shape).orElse(null) instanceof Polygon polygon)) {
        return Optional.empty();
      }
      parts.addAll(polygon.parts());
    }
    return Optional.of(new Polygon(parts));
  }

  private Optional<Geometry> geometry(LabelmeShape shape) {
    boolean isOfImage = dialect == Dialect.DICE && shape.points.length == 0;
    return isOfImage && shape.mask.isEmpty() ? Optional.of(new Label()) : geometries.of(shape);
  }
}
