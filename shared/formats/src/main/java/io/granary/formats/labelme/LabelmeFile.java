package io.granary.formats.labelme;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.NumbersJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one file has, but the picture itself.
 *
 * @param imagePath empty when it names none
 * @param width pixels; 0 when it declares none
 * @param flags the names of those that are set: classes of the image
 * @param problem why it cannot be read; empty when it can be
 */
record LabelmeFile(
    String imagePath,
    int width,
    int height,
    List<String> flags,
    List<LabelmeShape> shapes,
    boolean hasShapes,
    String problem) {
  /** Characters besides the picture. */
  static final int MOST_CHARACTERS = 16 << 20;

  private static final int MOST_PIXELS_A_SIDE = 1 << 20;

  /** A file of which nothing can be read. */
  static LabelmeFile unreadable(String problem) {
    return new LabelmeFile("", 0, 0, List.of(), List.of(), false, problem);
  }

  /** Reads a file of any length, which may be too long but for its picture. */
  static LabelmeFile measured(Content content) throws IOException {
    try (JsonParser parser = JsonText.open(content)) {
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      long characters = 0;
      while (isObject && parser.nextToken() == JsonToken.FIELD_NAME) {
        long start = parser.currentLocation().getCharOffset();
        boolean isPicture = parser.currentName().equals("imageData");
        boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
        if (isText && !isPicture) {
          // A text is passed over only when its end is asked for.
          parser.finishToken();
        }
        parser.skipChildren();
        characters += isPicture ? 0 : parser.currentLocation().getCharOffset() - start;
        if (characters > MOST_CHARACTERS) {
          return unreadable(
              "It has more than %d characters besides the picture".formatted(MOST_CHARACTERS));
        }
      }
    }
    return read(content);
  }

  /** Reads a file that is short enough to be held. */
  static LabelmeFile read(Content content) throws IOException {
    String imagePath = "";
    int width = 0;
    int height = 0;
    List<String> flags = new ArrayList<>();
    List<LabelmeShape> shapes = new ArrayList<>();
    boolean hasShapes = false;
    String problem = "";
    try (JsonParser parser = JsonText.open(content)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        problem = first == null ? "The file is empty" : problem;
        parser.skipChildren();
      } else {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String field = parser.currentName();
          boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
          switch (field) {
            case "imagePath" -> imagePath = JsonText.text(parser);
            case "imageWidth" -> width = NumbersJson.pixels(parser);
            case "imageHeight" -> height = NumbersJson.pixels(parser);
            case "flags" -> readFlags(parser, flags);
            case "shapes" -> {
              hasShapes |= isList;
              readShapes(parser, shapes);
            }
            default -> parser.skipChildren();
          }
        }
      }
      if (parser.nextToken() != null) {
        problem = "Text follows the end of the JSON";
      }
    }
    return new LabelmeFile(
        imagePath,
        Math.min(width, MOST_PIXELS_A_SIDE),
        Math.min(height, MOST_PIXELS_A_SIDE),
        flags,
        shapes,
        hasShapes,
        problem);
  }

  private static void readShapes(JsonParser parser, List<LabelmeShape> shapes) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      shapes.add(new LabelmeShape(parser));
    }
  }

  private static void readFlags(JsonParser parser, List<String> flags) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName().replace("\0", "").strip();
      boolean isSet = parser.nextToken() == JsonToken.VALUE_TRUE;
      parser.skipChildren();
      if (isSet && !name.isEmpty()) {
        flags.add(name);
      }
    }
  }
}
