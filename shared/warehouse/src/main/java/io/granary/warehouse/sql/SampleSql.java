package io.granary.warehouse.sql;

import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.WarehouseSource;

/** The query for some values of a column. */
public final class SampleSql {
  /** How many values that are not null are looked at. */
  public static final int LOOKED_AT = 100_000;

  /** The most characters of a value. */
  private static final int LONGEST = 1000;

  /** So that no column is taken for the table that has its name. */
  private static final String ALIAS = "granary_source";

  private SampleSql() {}

  /**
   * A query of one column, the values; the most frequent first, and in their own order where they
   * are equally frequent.
   */
  public static String of(
      Dialect dialect, WarehouseSource source, Table table, Table.Place place, int limit) {
    String from = dialect.identifier(ALIAS);
    String column = from + "." + dialect.path(place.path());
    return """
    SELECT v FROM (
      SELECT %s AS v FROM %s AS %s WHERE %s IS NOT NULL LIMIT %d
    ) AS looked_at
    GROUP BY v ORDER BY COUNT(*) DESC, v LIMIT %d\
    """
        .formatted(
            value(dialect, column, place.column()),
            dialect.table(source, table.name()),
            from,
            column,
            LOOKED_AT,
            limit);
  }

  private static String value(Dialect dialect, String column, Column of) {
    if (of.isRepeated() || !of.type().isGroupable()) {
      return cut(dialect.json(column));
    }
    if (of.type() == ColumnType.STRING) {
      return cut(column);
    }
    return of.type() == ColumnType.BYTES ? cut("TO_BASE64(" + column + ")") : column;
  }

  private static String cut(String text) {
    return "SUBSTR(%s, 1, %d)".formatted(text, LONGEST);
  }
}
