package io.granary.warehouse.sql;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.WarehouseSource;
import java.util.List;

/**
 * How a warehouse writes what every query needs. Whatever is given as a name or a value is quoted;
 * what is given as an expression was made by a dialect.
 */
public sealed interface Dialect permits BigQueryDialect, DuckDbDialect {
  /** What BigQuery takes. */
  static Dialect bigQuery() {
    return new BigQueryDialect();
  }

  /** What DuckDB takes. */
  static Dialect duckDb() {
    return new DuckDbDialect();
  }

  /** bigquery or duckdb. */
  String name();

  /** A name, quoted whatever it holds. */
  String identifier(String name);

  /** A table of a source, each part quoted by itself. */
  String table(WarehouseSource source, String table);

  /** A column or a field within one. */
  default String path(List<String> names) {
    return String.join(".", names.stream().map(this::identifier).toList());
  }

  /** A value of its type. */
  String literal(Literal value);

  /** The day that a DATE, DATETIME or TIMESTAMP lies on, of the latter in UTC. */
  String day(String expression, ColumnType type);

  /** Today in UTC. */
  String today();

  /** A day some days before another. */
  String daysBefore(String day, int days);

  /** A STRING, INT64, DATE or BOOL as STRING, alike in all dialects. */
  String text(String expression);

  /** A TIMESTAMP as STRING, the date and time of day that it is in UTC. */
  String timeInUtc(String expression);

  /** A number as NUMERIC, so that sums do not depend on their order; null where it does not fit. */
  String exact(String expression, ColumnType type);

  /** A number as FLOAT64. */
  String approximate(String expression, ColumnType type);

  /**
   * A value to compare by order or equality; NaN is null, because warehouses differ in its place.
   */
  String comparable(String expression, ColumnType type);

  /**
   * How many different values a column has, null not counted: exact, or right within a few per cent
   * where exactness costs much.
   */
  String roughDistinct(String expression);

  /** The bucket of a STRING, from 0, by its FarmHash fingerprint; the same in all dialects. */
  String bucket(String text, int buckets);

  /** Any value as the text of its JSON, also one that cannot be told apart or ordered by itself. */
  String json(String expression);

  /** One number for several values, null or not; different values have different ones, nearly. */
  String fingerprint(List<String> expressions);

  /** How many different values there are, within a few per cent. */
  String approximateDistinct(String expression);

  /** Whether a STRING has another in it, or at its start; case counts. */
  String contains(String text, String part);

  String startsWith(String text, String start);
}
