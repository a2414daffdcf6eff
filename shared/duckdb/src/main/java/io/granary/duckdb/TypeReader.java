package io.granary.duckdb;

import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads DuckDB's names of types, such as {@code STRUCT(a INTEGER, "b c" VARCHAR[])}, as columns of
 * the nearest type of BigQuery.
 *
 * <p>A list is an array, a MAP an array of STRUCTs of {@code key} and {@code value}. What has no
 * array of arrays there is an array of JSON.
 */
final class TypeReader {
  private final String text;
  private final StringBuilder textual = new StringBuilder();
  private int at;
  private int copied;

  private TypeReader(String text) {
    this.text = text;
  }

  /** A column of a type. */
  static Column column(String name, String type) {
    var reader = new TypeReader(type);
    return reader.type(name);
  }

  /** A type with VARCHAR wherever it has another type, such as UUID, that is given as STRING. */
  static String textual(String type) {
    var reader = new TypeReader(type);
    reader.type("");
    return reader.textual.append(type, reader.copied, type.length()).toString();
  }

  private Column type(String name) {
    int start = at;
    while (at < text.length() && "([,)".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at).strip();
    Column column =
        switch (word) {
          case "STRUCT" -> struct(name);
          case "MAP" -> map(name);
          case "DECIMAL", "NUMERIC" -> Column.of(name, decimal());
          default -> {
            skipArguments();
            ColumnType scalar = scalar(word);
            if (scalar == ColumnType.STRING) {
              textual.append(text, copied, start).append("VARCHAR");
              copied = at;
            }
            yield Column.of(name, scalar);
          }
        };
    while (peek() == '[') {
      at = text.indexOf(']', at) + 1;
      column =
          column.isRepeated()
              ? repeated(name, ColumnType.JSON, List.of())
              : repeated(name, column.type(), column.fields());
    }
    return column;
  }

  private static Column repeated(String name, ColumnType type, List<Column> fields) {
    return new Column(name, type, Column.Mode.REPEATED, fields, null);
  }

  private static ColumnType scalar(String word) {
    return switch (word) {
      case "BOOLEAN" -> ColumnType.BOOL;
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
          ColumnType.INT64;
      case "UBIGINT" -> ColumnType.NUMERIC;
      case "HUGEINT", "UHUGEINT" -> ColumnType.BIGNUMERIC;
      case "FLOAT", "DOUBLE" -> ColumnType.FLOAT64;
      case "DATE" -> ColumnType.DATE;
      case "TIME", "TIME_NS" -> ColumnType.TIME;
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> ColumnType.DATETIME;
      case "TIMESTAMP WITH TIME ZONE" -> ColumnType.TIMESTAMP;
      case "INTERVAL" -> ColumnType.INTERVAL;
      case "BLOB" -> ColumnType.BYTES;
      case "JSON", "VARIANT" -> ColumnType.JSON;
      default -> ColumnType.STRING;
    };
  }

  /** BigQuery's NUMERIC has 29 digits before the point and 9 after it. */
  private ColumnType decimal() {
    int open = at;
    skipArguments();
    String[] parts = text.substring(open + 1, at - 1).split(",", -1);
    int width = Integer.parseInt(parts[0].strip());
    int scale = Integer.parseInt(parts[1].strip());
    return scale <= 9 && width - scale <= 29 ? ColumnType.NUMERIC : ColumnType.BIGNUMERIC;
  }

  private Column struct(String name) {
    List<Column> fields = new ArrayList<>();
    at++;
    while (peek() != ')') {
      skipSpaces();
      String field = name();
      skipSpaces();
      fields.add(type(field));
      skipSpaces();
      if (peek() == ',') {
        at++;
      }
    }
    at++;
    return new Column(name, ColumnType.STRUCT, Column.Mode.NULLABLE, fields, null);
  }

  private Column map(String name) {
    at++;
    Column key = type("key");
    at++;
    skipSpaces();
    Column value = type("value");
    at++;
    return repeated(name, ColumnType.STRUCT, List.of(key, value));
  }

  private String name() {
    if (peek() != '"') {
      int start = at;
      while (peek() != ' ') {
        at++;
      }
      return text.substring(start, at);
    }
    int start = at + 1;
    skipQuoted('"');
    return text.substring(start, at - 1).replace("\"\"", "\"");
  }

  /** Goes past what is in parentheses, of an ENUM or UNION for example. */
  private void skipArguments() {
    if (peek() != '(') {
      return;
    }
    int depth = 0;
    do {
      char c = peek();
      if (c == '\'' || c == '"') {
        skipQuoted(c);
        continue;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      at++;
    } while (depth > 0);
  }

  private void skipQuoted(char quote) {
    at++;
    while (true) {
      at = text.indexOf(quote, at) + 1;
      if (at == 0) {
        throw new IllegalArgumentException("Cannot read the type: an open quote in " + text);
      }
      if (at >= text.length() || text.charAt(at) != quote) {
        return;
      }
      at++;
    }
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private char peek() {
    if (at < text.length()) {
      return text.charAt(at);
    }
    return 0;
  }
}
