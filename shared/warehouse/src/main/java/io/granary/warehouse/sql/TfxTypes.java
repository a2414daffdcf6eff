package io.granary.warehouse.sql;

import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;

/**
 * Makes values what TFX ExampleGen reads from BigQuery: INT64, FLOAT64, BOOL, STRING, and arrays of
 * these; it stops at any other type (tfx, extensions/google_cloud_big_query/utils.py).
 */
final class TfxTypes {
  private TfxTypes() {}

  /**
   * The type that a column has for TFX: seconds for points in time, text for dates, FLOAT64 for
   * decimal numbers, JSON for what has a form of its own.
   */
  static ColumnType type(Column column) {
    return switch (column.type()) {
      case INT64, TIMESTAMP, DATETIME -> ColumnType.INT64;
      case FLOAT64, NUMERIC, BIGNUMERIC -> ColumnType.FLOAT64;
      case BOOL -> ColumnType.BOOL;
      case STRING, BYTES, DATE, TIME, INTERVAL, JSON, GEOGRAPHY, RANGE, STRUCT -> ColumnType.STRING;
    };
  }

  /** A column as an expression of that type; the column itself where it has it. */
  static String cast(String expression, Column column) {
    String one = one(column.isRepeated() ? "value" : expression, column.type());
    if (!column.isRepeated() || one.equals("value")) {
      return column.isRepeated() ? expression : one;
    }
    return "ARRAY(SELECT %s FROM UNNEST(%s) AS value WITH OFFSET AS place ORDER BY place)"
        .formatted(one, expression);
  }

  private static String one(String expression, ColumnType type) {
    return switch (type) {
      case INT64, FLOAT64, BOOL, STRING -> expression;
      case TIMESTAMP -> "UNIX_SECONDS(" + expression + ")";
      case DATETIME -> "UNIX_SECONDS(TIMESTAMP(" + expression + ", 'UTC'))";
      case NUMERIC, BIGNUMERIC -> "CAST(" + expression + " AS FLOAT64)";
      case DATE, TIME, INTERVAL -> "CAST(" + expression + " AS STRING)";
      // Its ends may be TIMESTAMPs, which as JSON are in UTC, and as text in the project's zone.
      case RANGE ->
          "IF(%1$s IS NULL, NULL, TO_JSON_STRING(STRUCT(RANGE_START(%1$s) AS `start`, RANGE_END(%1$s) AS `end`)))"
              .formatted(expression);
      case BYTES -> "TO_BASE64(" + expression + ")";
      case JSON, STRUCT -> "TO_JSON_STRING(" + expression + ")";
      case GEOGRAPHY -> "ST_ASTEXT(" + expression + ")";
    };
  }
}
