package io.granary.formats.metadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.JsonText;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A class as a row has it.
 *
 * @param isNumber whether it is a place in a list of names
 */
record ClassCell(String text, boolean isNumber) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** The number that Hugging Face gives to what has no class. */
  private static final String UNKNOWN = "-1";

  static final ClassCell NONE = new ClassCell("", false);

  /** The class in a cell of a table, where numbers are texts. */
  static Optional<ClassCell> of(String cell) {
    String text = cell.strip();
    return text.isEmpty() || text.equals(UNKNOWN)
        ? Optional.empty()
        : Optional.of(new ClassCell(text, NUMBER.matcher(text).matches()));
  }

  /** The class at the parser; empty when it is none, and the parser stays where it is. */
  static Optional<ClassCell> of(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return of(JsonText.text(parser));
    }
    String text = token.isBoolean() ? parser.getText() : "";
    String name = token == JsonToken.VALUE_STRING ? JsonText.text(parser).strip() : text;
    return name.isEmpty() ? Optional.empty() : Optional.of(new ClassCell(name, false));
  }
}
