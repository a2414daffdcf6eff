package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes the outline of an object with keypoints out of its attributes, where the reader has put it.
 *
 * @param others JSON object of the rest
 */
record CocoAttributes(Optional<Geometry> outline, String others) {
  private static final String OUTLINE = "segmentation";

  static CocoAttributes of(Geometry geometry, String attributes) throws IOException {
    if (!(geometry instanceof Keypoints) || !attributes.contains("\"" + OUTLINE + "\"")) {
      return new CocoAttributes(Optional.empty(), attributes);
    }
    var rest = new Attributes();
    Optional<Geometry> outline = Optional.empty();
    byte[] text = attributes.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = JsonText.open(() -> new ByteArrayInputStream(text))) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals(OUTLINE)) {
          outline = outline(parser);
        } else {
          rest.put(field, parser);
        }
      }
    }
    return new CocoAttributes(outline, rest.json());
  }

  private static Optional<Geometry> outline(JsonParser parser) throws IOException {
    String type = "";
    String geometry = "";
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Optional.empty();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "type" -> type = JsonText.text(parser).toUpperCase(Locale.ROOT);
        case "geometry" -> geometry = new Attributes().put("it", parser).json();
        default -> parser.skipChildren();
      }
    }
    boolean isOutline = type.equals("POLYGON") || type.equals("MASK");
    return isOutline && geometry.startsWith("{\"it\":{")
        ? Optional.of(
            Geometry.parse(
                AnnotationType.valueOf(type), geometry.substring(6, geometry.length() - 1)))
        : Optional.empty();
  }
}
