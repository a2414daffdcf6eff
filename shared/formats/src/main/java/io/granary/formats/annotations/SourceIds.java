package io.granary.formats.annotations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/** Identifiers in JSON files: mostly whole numbers of any size, at times texts. */
public final class SourceIds {
  private SourceIds() {}

  /** The identifier at the parser as text; empty when it is neither number nor text. */
  public static String read(JsonParser parser) throws IOException {
    boolean isFraction = parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    String text = JsonText.text(parser);
    // Writers that hold ids in tables give 7.0 for 7.
    return isFraction && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** A 64-bit key of an identifier; the same for 7 and "7". */
  public static long key(String id) {
    return MurmurHash3.hash128x64(id.getBytes(StandardCharsets.UTF_8))[0];
  }
}
