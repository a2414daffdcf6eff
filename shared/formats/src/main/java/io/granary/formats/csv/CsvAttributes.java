package io.granary.formats.csv;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** Attributes out of the cells of tables. */
public final class CsvAttributes {
  /** No number of more digits is one that a double can tell. */
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,15})?");

  private CsvAttributes() {}

  /** Puts a cell: as a number where it looks like one, as a text otherwise; not an empty one. */
  public static void put(Attributes attributes, String name, String cell) {
    String text = cell.strip();
    if (NUMBER.matcher(text).matches()) {
      attributes.put(name, Double.parseDouble(text));
    } else if (!text.isEmpty()) {
      attributes.put(name, cell);
    }
  }

  /** Puts the fields of a JSON object in a cell; what is none is put as a text. */
  public static void putAll(Attributes attributes, String name, String cell) {
    if (!isObject(cell)) {
      put(attributes, name, cell);
      return;
    }
    try (JsonParser parser = JsonText.of(cell)) {
      parser.nextToken();
      attributes.putAll(parser, name);
    } catch (IOException e) {
      // It was read to its end before.
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isObject(String cell) {
    try (JsonParser parser = JsonText.of(cell)) {
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      parser.skipChildren();
      return isObject && parser.nextToken() == null;
    } catch (IOException _) {
      return false;
    }
  }
}
