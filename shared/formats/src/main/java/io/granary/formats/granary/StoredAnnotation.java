package io.granary.formats.granary;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.AnnotationState;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One annotation of a line, as its row was. */
final class StoredAnnotation {
  private static final Box NOWHERE = new Box(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private @Nullable String labelClass;
  private String type = "";
  private @Nullable Double x;
  private @Nullable Double y;
  private @Nullable Double width;
  private @Nullable Double height;
  private String geometry = "";
  private String attributes = "{}";
  private String state = "";
  private @Nullable Double score;
  private boolean isCrowd;
  private String sourceId = "";

  private StoredAnnotation() {}

  /** Reads the object at the parser. */
  static StoredAnnotation read(JsonParser parser) throws IOException {
    var read = new StoredAnnotation();
    BackupJson.object(parser, read::take);
    return read;
  }

  private void take(String field, JsonParser value) throws IOException {
    boolean isNull = value.currentToken() == JsonToken.VALUE_NULL;
    switch (field) {
      case "class" -> labelClass = isNull ? null : BackupJson.text(value);
      case "type" -> type = BackupJson.text(value);
      case "x" -> x = number(value);
      case "y" -> y = number(value);
      case "width" -> width = number(value);
      case "height" -> height = number(value);
      case "geometry" -> geometry = isNull ? "" : object(value);
      case "attributes" -> attributes = isNull ? "{}" : object(value);
      case "state" -> state = BackupJson.text(value);
      case "score" -> score = number(value);
      case "is_crowd" -> isCrowd = NumbersJson.isTrue(value);
      case "source_id" -> sourceId = BackupJson.text(value);
      default -> value.skipChildren();
    }
  }

  private static @Nullable Double number(JsonParser value) throws IOException {
    boolean isNull = value.currentToken() == JsonToken.VALUE_NULL;
    double number = JsonText.number(value);
    return isNull ? null : number;
  }

  private static String object(JsonParser value) throws IOException {
    var fields = new Attributes();
    fields.putAll(value, "value");
    return fields.json();
  }

  AnnotationState state() {
    return AnnotationState.of(state).orElse(AnnotationState.CONFIRMED);
  }

  /**
   * As readers give it.
   *
   * @param sample place in the index, or negative
   */
  SourceAnnotation source(int sample, String path, ClassesFile classes, SampleIndex samples) {
    int place = labelClass == null ? SourceAnnotation.NO_CLASS : classes.place(labelClass);
    String name = labelClass == null ? "" : labelClass;
    Optional<AnnotationType> known = StoredGeometry.type(type);
    Optional<Shape> shape = known.flatMap(t -> StoredGeometry.shape(t, geometry, samples, sample));
    return new SourceAnnotation(
        sourceId,
        sample,
        path,
        place,
        name,
        shape.isEmpty() ? null : box(shape.get()),
        shape.orElse(null),
        shape.isEmpty(),
        attributes,
        score == null || !Double.isFinite(score) ? null : score,
        isCrowd);
  }

  /** The columns; without any, what is around the shape. A box that lacks a number is none. */
  private @Nullable Box box(Shape shape) {
    if (x == null && y == null && width == null && height == null) {
      return shape.box();
    }
    return x == null || y == null || width == null || height == null
        ? NOWHERE
        : new Box(x, y, width, height);
  }
}
