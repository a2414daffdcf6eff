package io.granary.definitions;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import java.nio.charset.StandardCharsets;

/** JSON that can be kept with a job. */
final class KeptJson {
  /** The most bytes of a result. */
  static final int MAX_BYTES = 1024 * 1024;

  private static final String NUL = "\\u0000";

  private KeptJson() {}

  /**
   * A value as JSON that the database takes: the character NUL, which it does not, is replaced by
   * U+FFFD, and half a character by a question mark.
   *
   * @throws GranaryException VALIDATION_FAILED when it is too large
   */
  static String of(Object value) {
    String json = withoutNul(Json.write(value));
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_BYTES) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot keep the result: it has %d bytes, and %d are the most. Ask for less at once."
              .formatted(bytes.length, MAX_BYTES));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String withoutNul(String json) {
    if (!json.contains(NUL)) {
      return json;
    }
    var out = new StringBuilder(json.length());
    int i = 0;
    while (i < json.length()) {
      if (json.charAt(i) != '\\') {
        out.append(json.charAt(i++));
      } else if (json.startsWith(NUL, i)) {
        out.append('\ufffd');
        i += NUL.length();
      } else {
        out.append(json, i, i + 2);
        i += 2;
      }
    }
    return out.toString();
  }
}
