package io.granary.formats.voc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of attributes as the text of an element. What is JSON is read as JSON and anything else as
 * the text it is; a text that would be JSON is written as a JSON string.
 */
final class AttributeText {
  private static final int DEEPEST = 50;

  private AttributeText() {}

  /** An attribute as it is written. */
  record Written(String name, String value) {}

  /** Takes an attribute that was read. */
  static void read(Attributes attributes, String name, String value) throws IOException {
    if (!isJson(value)) {
      attributes.put(name, value);
      return;
    }
    try (JsonParser parser = JsonText.open(content(value))) {
      parser.nextToken();
      attributes.put(name, parser);
    }
  }

  /**
   * The attributes of an object, each as text.
   *
   * @param json an object
   */
  static List<Written> write(String json) throws IOException {
    List<Written> written = new ArrayList<>();
    try (JsonParser parser = JsonText.open(content(json))) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        written.add(new Written(name, text(parser)));
      }
    }
    return written;
  }

  private static String text(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING && isPlain(parser.getText())) {
      return parser.getText();
    }
    var one = new Attributes().put("", parser).json();
    // Its only field has an empty name: {"":value}
    return one.substring(4, one.length() - 1);
  }

  /** Whether a text reads back as it is; JSON has escapes for what XML cannot hold. */
  private static boolean isPlain(String text) {
    return !isJson(text) && text.chars().allMatch(c -> c == '\n' || !Character.isISOControl(c));
  }

  /** Whether a text is JSON whose numbers a double can hold, nested no deeper than 50. */
  static boolean isJson(String text) {
    if (text.isEmpty() || "[{\"-0123456789tfn".indexOf(text.charAt(0)) < 0) {
      return false;
    }
    try (JsonParser parser = JsonText.open(content(text))) {
      int values = 0;
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        values += depth == 0 ? 1 : 0;
        if (depth > DEEPEST || token.isNumeric() && !Double.isFinite(parser.getDoubleValue())) {
          return false;
        }
      }
      return values == 1;
    } catch (IOException _) {
      return false;
    }
  }

  private static Content content(String text) {
    return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
