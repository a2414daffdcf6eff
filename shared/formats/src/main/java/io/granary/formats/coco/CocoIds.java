package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/** Identifiers in COCO files: mostly whole numbers, at times texts. */
final class CocoIds {
  private CocoIds() {}

  /** The identifier at the parser as text; empty when it is neither number nor text. */
  static String text(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isNumeric() || token == JsonToken.VALUE_STRING) {
      // A NUL cannot be stored in a text of PostgreSQL.
      String text = parser.getText().replace("\0", "");
      // Writers that hold ids in tables give 7.0 for 7.
      return token == JsonToken.VALUE_NUMBER_FLOAT && text.endsWith(".0")
          ? text.substring(0, text.length() - 2)
          : text;
    }
    parser.skipChildren();
    return "";
  }

  /** A 64-bit key of an identifier; the same for 7 and "7". */
  static long key(String id) {
    return MurmurHash3.hash128x64(id.getBytes(StandardCharsets.UTF_8))[0];
  }
}
