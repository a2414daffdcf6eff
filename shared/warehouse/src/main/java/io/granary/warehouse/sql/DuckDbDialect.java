package io.granary.warehouse.sql;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.WarehouseSource;
import java.util.List;

/** DuckDB's SQL, with the function {@code farm_fingerprint} that the warehouse adds to it. */
final class DuckDbDialect implements Dialect {
  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String table(WarehouseSource source, String table) {
    return identifier(source.dataset()) + "." + identifier(table);
  }

  @Override
  public String literal(Literal value) {
    return switch (value) {
      case Literal.Text text -> "'" + text.value().replace("'", "''") + "'";
      case Literal.Int number -> "CAST(" + number.value() + " AS BIGINT)";
      case Literal.Real number -> "CAST(" + number.value() + " AS DOUBLE)";
      case Literal.Decimal number ->
          "CAST('" + number.value().toPlainString() + "' AS DECIMAL(38, 9))";
      case Literal.Bool truth -> truth.value() ? "TRUE" : "FALSE";
      case Literal.Date date -> "DATE '" + date.value() + "'";
      case Literal.DateTime time -> "TIMESTAMP '" + time.text() + "'";
      case Literal.Time time -> "TIME '" + time.text() + "'";
      case Literal.Timestamp time -> "TIMESTAMPTZ '" + time.text() + "+00'";
    };
  }

  @Override
  public String day(String expression, ColumnType type) {
    return switch (type) {
      case DATE -> expression;
      case TIMESTAMP -> "CAST(" + expression + " AT TIME ZONE 'UTC' AS DATE)";
      default -> "CAST(" + expression + " AS DATE)";
    };
  }

  @Override
  public String today() {
    return "CAST(get_current_timestamp() AT TIME ZONE 'UTC' AS DATE)";
  }

  @Override
  public String daysBefore(String day, int days) {
    return "(%s - %d)".formatted(day, days);
  }

  @Override
  public String text(String expression) {
    return "CAST(" + expression + " AS VARCHAR)";
  }

  @Override
  public String timeInUtc(String expression) {
    return "CAST(" + expression + " AT TIME ZONE 'UTC' AS VARCHAR)";
  }

  @Override
  public String exact(String expression, ColumnType type) {
    return switch (type) {
      case NUMERIC, BIGNUMERIC -> expression;
      default -> "TRY_CAST(" + expression + " AS DECIMAL(38, 9))";
    };
  }

  @Override
  public String approximate(String expression, ColumnType type) {
    return type == ColumnType.FLOAT64 ? expression : "CAST(" + expression + " AS DOUBLE)";
  }

  @Override
  public String comparable(String expression, ColumnType type) {
    return type == ColumnType.FLOAT64
        ? "CASE WHEN isnan(%s) THEN NULL ELSE %s END".formatted(expression, expression)
        : expression;
  }

  @Override
  public String roughDistinct(String expression) {
    return "COUNT(DISTINCT " + expression + ")";
  }

  @Override
  public String bucket(String text, int buckets) {
    return "(farm_fingerprint(%s) & 9223372036854775807) %% %d".formatted(text, buckets);
  }

  @Override
  public String json(String expression) {
    return "CAST(to_json(" + expression + ") AS VARCHAR)";
  }

  @Override
  public String fingerprint(List<String> expressions) {
    return "hash(" + String.join(", ", expressions) + ")";
  }

  @Override
  public String approximateDistinct(String expression) {
    return "approx_count_distinct(" + expression + ")";
  }

  @Override
  public String contains(String text, String part) {
    return "contains(%s, %s)".formatted(text, part);
  }

  @Override
  public String startsWith(String text, String start) {
    return "starts_with(%s, %s)".formatted(text, start);
  }
}
