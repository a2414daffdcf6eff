package io.granary.formats.annotations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps the attributes of an annotation within {@value #MOST_BYTES} bytes of JSON in UTF-8. Of
 * larger ones those are kept, in their order, that fit beside the ones before.
 */
final class AttributeLimit {
  static final int MOST_BYTES = 64 << 10;

  private static final int MOST_BYTES_OF_CHAR = 3;
  private static final int NAMED = 3;
  private static final int MOST_OF_NAME = 40;

  private AttributeLimit() {}

  /**
   * Attributes that fit.
   *
   * @param problem what was left out; empty when nothing was
   */
  record Kept(String json, Optional<String> problem) {}

  /** Keeps what fits of an object. */
  static Kept of(String json) {
    if (json.length() <= MOST_BYTES / MOST_BYTES_OF_CHAR) {
      return new Kept(json, Optional.empty());
    }
    int bytes = bytes(json);
    return bytes <= MOST_BYTES ? new Kept(json, Optional.empty()) : cut(json, bytes);
  }

  private static Kept cut(String json, int bytes) {
    var kept = new StringBuilder("{");
    // Of both braces.
    int size = 2;
    List<String> left = new ArrayList<>();
    try (JsonParser parser = JsonText.of(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        String member = member(name, parser);
        int more = bytes(member) + (kept.length() > 1 ? 1 : 0);
        if (size + more <= MOST_BYTES) {
          kept.append(kept.length() > 1 ? "," : "").append(member);
          size += more;
        } else {
          left.add(name.substring(0, Math.min(name.length(), MOST_OF_NAME)));
        }
      }
    } catch (IOException e) {
      left.add("what cannot be read");
    }
    return new Kept(
        kept.append('}').toString(),
        Optional.of(
            "%d bytes of JSON; left out %d: %s%s"
                .formatted(
                    bytes,
                    left.size(),
                    left.stream().limit(NAMED).collect(Collectors.joining(", ")),
                    left.size() > NAMED ? ", ..." : "")));
  }

  /** A name, and the value that the parser stands at. */
  private static String member(String name, JsonParser parser) throws IOException {
    String object = new Attributes().put(name, parser).json();
    return object.substring(1, object.length() - 1);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
