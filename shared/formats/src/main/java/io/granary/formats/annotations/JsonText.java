package io.granary.formats.annotations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens JSON that strangers have written: UTF-8 with or without its mark, NaN where writers of
 * Python have it, nested no deeper than 100.
 */
public final class JsonText {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(100).maxNumberLength(100).build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private JsonText() {}

  /**
   * Opens a file. Reading it throws {@link JsonProcessingException} where it is no JSON and {@link
   * CharacterCodingException} where it is no UTF-8.
   */
  public static JsonParser open(Content content) throws IOException {
    InputStream in = new BufferedInputStream(content.open(), 256 << 10);
    in.mark(3);
    byte[] mark = in.readNBytes(3);
    if (!(mark.length == 3
        && mark[0] == (byte) 0xEF
        && mark[1] == (byte) 0xBB
        && mark[2] == (byte) 0xBF)) {
      in.reset();
    }
    // A decoder of one's own reports what is no UTF-8, instead of replacing it.
    return JSON.createParser(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
  }

  /** Opens a text, such as a line of a file, by the same rules. */
  public static JsonParser of(String text) throws IOException {
    return JSON.createParser(text);
  }

  /** What is wrong with a file, if it is something in it. */
  public static String problem(IOException e) throws IOException {
    return switch (e) {
      case CharacterCodingException _ -> "Not UTF-8";
      case JsonProcessingException json ->
          "Not JSON at line %d, column %d: %s"
              .formatted(
                  json.getLocation() == null ? 0 : json.getLocation().getLineNr(),
                  json.getLocation() == null ? 0 : json.getLocation().getColumnNr(),
                  json.getOriginalMessage());
      default -> throw e;
    };
  }

  /** The number at the parser, NaN when there is none; whatever it is, it is passed. */
  public static double number(JsonParser parser) throws IOException {
    double value = parser.currentToken().isNumeric() ? parser.getDoubleValue() : Double.NaN;
    parser.skipChildren();
    return value;
  }

  /** The text or number at the parser as a text without NUL; empty for anything else. */
  public static String text(JsonParser parser) throws IOException {
    if (parser.currentToken().isNumeric() || parser.currentToken() == JsonToken.VALUE_STRING) {
      // PostgreSQL has no NUL in texts.
      return parser.getText().replace("\0", "");
    }
    parser.skipChildren();
    return "";
  }

  /**
   * The texts and numbers of the list at the parser, of many the first; none when it is no list.
   */
  public static List<String> texts(JsonParser parser, int most) throws IOException {
    List<String> texts = new ArrayList<>();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return texts;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String text = text(parser);
      if (texts.size() < most) {
        texts.add(text);
      }
    }
    return texts;
  }
}
