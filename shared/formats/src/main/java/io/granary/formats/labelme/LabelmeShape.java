package io.granary.formats.labelme;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.annotations.SourceIds;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One shape as a file has it. What is not interpreted becomes attributes. */
final class LabelmeShape {
  private static final JsonFactory JSON = new JsonFactory();

  /** What LabelMe writes where it has nothing to say. */
  private static final Set<String> NOTHING =
      Set.of(
          "{\"group_id\":null}",
          "{\"description\":null}",
          "{\"description\":\"\"}",
          "{\"flags\":null}",
          "{\"flags\":{}}");

  private final Attributes attributes = new Attributes();
  private String group = "{}";
  private double[] part = {};
  private boolean isCrowd;
  private @Nullable Double score;

  String id = "";
  String label = "";
  String type = "polygon";
  double[] points = {};
  double[] visibility = {};
  double[] box = {};
  double radius = Double.NaN;
  String mask = "";

  LabelmeShape(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      read(field, parser);
    }
    if (!isPart()) {
      putAll(group);
    }
  }

  private void read(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "label" -> label = SourceIds.read(parser).strip();
      case "points" -> points = NumbersJson.read(parser);
      case "shape_type" -> {
        String text = JsonText.text(parser).toLowerCase(Locale.ROOT);
        type = text.isEmpty() ? type : text;
      }
      case "mask" -> mask = JsonText.text(parser);
      case "group_id" -> group = captured(field, parser);
      case "description", "flags" -> putAll(captured(field, parser));
      case "attributes" -> {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
          attributes.putAll(parser, field);
        }
      }
      case "id" -> id = SourceIds.read(parser);
      case "score" -> {
        double value = JsonText.number(parser);
        score = Double.isFinite(value) ? value : null;
      }
      case "iscrowd" -> isCrowd = NumbersJson.isTrue(parser);
      case "bbox" -> box = NumbersJson.read(parser);
      case "radius" -> radius = JsonText.number(parser);
      case "visibility" -> visibility = NumbersJson.read(parser);
      case "part" -> part = NumbersJson.read(parser);
      default -> attributes.put(field, parser);
    }
  }

  /** Whether it is one of several parts of one object. */
  boolean isPart() {
    return part.length == 2 && part[0] >= 0 && part[0] < part[1];
  }

  /** Whether it is the first of several parts of one object. */
  boolean isFirstPart() {
    return isPart() && part[0] == 0;
  }

  /** Whether it goes on where a part of an object ends. */
  boolean follows(LabelmeShape before) {
    return isPart()
        && before.isPart()
        && part[0] == before.part[0] + 1
        && part[1] == before.part[1]
        && label.equals(before.label)
        && group.equals(before.group);
  }

  /** The annotation with all that is said of it besides class and geometry; only once. */
  SourceAnnotation told(SourceAnnotation annotation) {
    SourceAnnotation told = annotation.withId(id).withAttributes(attributes.json());
    if (score != null) {
      told = told.withScore(score);
    }
    return isCrowd ? told.asCrowd() : told;
  }

  private static String captured(String field, JsonParser parser) throws IOException {
    String json = new Attributes().put(field, parser).json();
    return NOTHING.contains(json) ? "{}" : json;
  }

  private void putAll(String json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      attributes.putAll(parser, "");
    }
  }
}
