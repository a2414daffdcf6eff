package io.granary.warehouse.sql;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.WarehouseSource;
import java.util.List;

/** GoogleSQL, as BigQuery takes it. */
final class BigQueryDialect implements Dialect {
  @Override
  public String name() {
    return "bigquery";
  }

  @Override
  public String identifier(String name) {
    return '`' + escaped(name, '`') + '`';
  }

  @Override
  public String table(WarehouseSource source, String table) {
    String within = identifier(source.dataset()) + "." + identifier(table);
    return source.project() == null ? within : identifier(source.project()) + "." + within;
  }

  @Override
  public String literal(Literal value) {
    return switch (value) {
      case Literal.Text text -> "'" + escaped(text.value(), '\'') + "'";
      case Literal.Int number -> Long.toString(number.value());
      case Literal.Real number -> Double.toString(number.value());
      case Literal.Decimal number -> "NUMERIC '" + number.value().toPlainString() + "'";
      case Literal.Bool truth -> truth.value() ? "TRUE" : "FALSE";
      case Literal.Date date -> "DATE '" + date.value() + "'";
      case Literal.DateTime time -> "DATETIME '" + time.text() + "'";
      case Literal.Time time -> "TIME '" + time.text() + "'";
      case Literal.Timestamp time -> "TIMESTAMP '" + time.text() + "+00'";
    };
  }

  /**
   * Escapes what would end the text or the line. TFX puts values in for {@code @span_…} wherever it
   * finds it in a query, also within quotes, so that this is written otherwise.
   */
  private static String escaped(String text, char quote) {
    var out = new StringBuilder(text.length() + 2);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '@' && text.startsWith("@span", i)) {
        out.append("\\x40");
      } else if (c < ' ' || c == '\u007f' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  @Override
  public String day(String expression, ColumnType type) {
    return switch (type) {
      case DATE -> expression;
      // The project may have another default.
      case TIMESTAMP -> "DATE(" + expression + ", 'UTC')";
      default -> "DATE(" + expression + ")";
    };
  }

  @Override
  public String today() {
    return "CURRENT_DATE('UTC')";
  }

  @Override
  public String daysBefore(String day, int days) {
    return "DATE_SUB(%s, INTERVAL %d DAY)".formatted(day, days);
  }

  @Override
  public String text(String expression) {
    return "CAST(" + expression + " AS STRING)";
  }

  @Override
  public String timeInUtc(String expression) {
    return "STRING(" + expression + ", 'UTC')";
  }

  @Override
  public String exact(String expression, ColumnType type) {
    return switch (type) {
      case NUMERIC, BIGNUMERIC -> expression;
      default -> "SAFE_CAST(" + expression + " AS NUMERIC)";
    };
  }

  @Override
  public String approximate(String expression, ColumnType type) {
    return type == ColumnType.FLOAT64 ? expression : "CAST(" + expression + " AS FLOAT64)";
  }

  @Override
  public String comparable(String expression, ColumnType type) {
    return type == ColumnType.FLOAT64
        ? "IF(IS_NAN(%s), NULL, %s)".formatted(expression, expression)
        : expression;
  }

  @Override
  public String roughDistinct(String expression) {
    return "APPROX_COUNT_DISTINCT(" + expression + ")";
  }

  @Override
  public String bucket(String text, int buckets) {
    return "MOD(FARM_FINGERPRINT(%s)\n    & 0x7FFFFFFFFFFFFFFF, %d)".formatted(text, buckets);
  }

  @Override
  public String json(String expression) {
    return "TO_JSON_STRING(" + expression + ")";
  }

  @Override
  public String fingerprint(List<String> expressions) {
    return "FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(" + String.join(", ", expressions) + ")))";
  }

  @Override
  public String approximateDistinct(String expression) {
    return "APPROX_COUNT_DISTINCT(" + expression + ")";
  }

  @Override
  public String contains(String text, String part) {
    return "STRPOS(%s, %s) > 0".formatted(text, part);
  }

  @Override
  public String startsWith(String text, String start) {
    return "STARTS_WITH(%s, %s)".formatted(text, start);
  }
}
