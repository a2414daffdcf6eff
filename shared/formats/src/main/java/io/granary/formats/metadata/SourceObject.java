package io.granary.formats.metadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.Box;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.JsonText;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One object of a row. */
final class SourceObject {
  private @Nullable Box box;
  private ClassCell labelClass = ClassCell.NONE;
  private String id = "";
  private @Nullable Double score;
  private boolean isCrowd;
  private final StringBuilder fields = new StringBuilder();

  @Nullable Box box() {
    return box;
  }

  ClassCell labelClass() {
    return labelClass;
  }

  String id() {
    return id;
  }

  @Nullable Double score() {
    return score;
  }

  boolean isCrowd() {
    return isCrowd;
  }

  /** What else it says, as a JSON object. */
  String attributes() {
    return "{" + fields + "}";
  }

  static boolean isClass(String field) {
    return switch (field) {
      case "category", "categories", "label", "labels", "class", "classes" -> true;
      default -> false;
    };
  }

  /** Takes the value at the parser, and passes it. */
  void take(String field, JsonParser parser) throws IOException {
    if (isClass(field)) {
      labelClass = ClassCell.of(parser).orElse(ClassCell.NONE);
      parser.skipChildren();
      return;
    }
    switch (field) {
      case "bbox", "bboxes" -> box = box(parser);
      case "id", "ids", "bbox_id" -> id = JsonText.text(parser);
      case "score", "scores" -> {
        double value = JsonText.number(parser);
        score = Double.isFinite(value) ? value : null;
      }
      case "iscrowd", "is_crowd" -> {
        isCrowd = parser.getValueAsInt() == 1 || parser.getValueAsBoolean();
        parser.skipChildren();
      }
      // It follows from the box.
      case "area" -> parser.skipChildren();
      default -> takeOther(field, parser);
    }
  }

  private void takeOther(String field, JsonParser parser) throws IOException {
    String json = new Attributes().put(field, parser).json();
    fields.append(fields.isEmpty() ? "" : ",").append(json, 1, json.length() - 1);
  }

  /** A box of four numbers; what is missing is NaN, and null is none. */
  private static @Nullable Box box(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    double[] values = new double[4];
    Arrays.fill(values, Double.NaN);
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      int count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        double value = JsonText.number(parser);
        if (count < values.length) {
          values[count] = value;
        }
        count++;
      }
      if (count > values.length) {
        Arrays.fill(values, Double.NaN);
      }
    } else {
      parser.skipChildren();
    }
    return new Box(values[0], values[1], values[2], values[3]);
  }
}
