package io.granary.formats.labelme;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.Attributes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an annotation, those apart for which LabelMe has fields.
 *
 * @param group number of a group of shapes
 * @param description a text that is not empty
 * @param flags JSON object that is not empty
 * @param rest JSON object of the others
 */
record LabelmeAttributes(
    @Nullable Long group, @Nullable String description, @Nullable String flags, String rest) {
  private static final JsonFactory JSON = new JsonFactory();

  /** What a captured value stands in. */
  private static final String BEFORE = "{\"v\":";

  static LabelmeAttributes of(String attributes) throws IOException {
    Long group = null;
    String description = null;
    String flags = null;
    var rest = new Attributes();
    try (JsonParser parser = JSON.createParser(attributes)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken token = parser.nextToken();
        String value = new Attributes().put("v", parser).json();
        value = value.substring(BEFORE.length(), value.length() - 1);
        if (field.equals("group_id")
            && token == JsonToken.VALUE_NUMBER_INT
            && value.length() <= 15) {
          group = Long.parseLong(value);
        } else if (field.equals("description")
            && token == JsonToken.VALUE_STRING
            && !parser.getText().isEmpty()) {
          description = parser.getText();
        } else if (field.equals("flags")
            && token == JsonToken.START_OBJECT
            && !value.equals("{}")) {
          flags = value;
        } else {
          put(rest, field, value);
        }
      }
    }
    return new LabelmeAttributes(group, description, flags, rest.json());
  }

  /** The same in a group that is only of shapes; the one that it had is among the rest. */
  LabelmeAttributes inGroup(long shapes) throws IOException {
    if (group == null) {
      return new LabelmeAttributes(shapes, description, flags, rest);
    }
    var more = new Attributes().put("group_id", group.doubleValue());
    try (JsonParser parser = JSON.createParser(rest)) {
      parser.nextToken();
      more.putAll(parser, "");
    }
    return new LabelmeAttributes(shapes, description, flags, more.json());
  }

  private static void put(Attributes rest, String field, String value) throws IOException {
    try (JsonParser parser = JSON.createParser(value)) {
      parser.nextToken();
      rest.put(field, parser);
    }
  }
}
