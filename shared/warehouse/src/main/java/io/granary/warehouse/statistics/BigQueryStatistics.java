package io.granary.warehouse.statistics;

import io.granary.warehouse.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * BigQuery bills the bytes of the columns once, however many figures there are. An exact count of
 * different values costs time there and not money.
 */
record BigQueryStatistics(Distinct distinct) implements StatisticsSql {
  @Override
  public String write(String table, List<Measured> columns) {
    List<String> figures = new ArrayList<>();
    figures.add("COUNT(*) AS total");
    for (Measured column : columns) {
      figures.add("COUNTIF(%s IS NULL) AS %s".formatted(column.path(), column.named("nulls")));
      if (column.hasDistinct()) {
        distinct(column, figures);
      }
      if (column.hasOrder()) {
        order(column, figures);
      }
      if (column.isNumber()) {
        moments(column, figures);
      }
    }
    return "SELECT\n  "
        + String.join(",\n  ", figures)
        + "\nFROM "
        + table
        + " AS "
        + alias(columns);
  }

  /** A name of the table alone means a whole row, even where a column is called so. */
  private static String alias(List<Measured> columns) {
    String alias = "measured";
    while (isColumn(columns, alias)) {
      alias += "_";
    }
    return alias;
  }

  private static boolean isColumn(List<Measured> columns, String name) {
    return columns.stream()
        .anyMatch(column -> column.place().path().getFirst().equalsIgnoreCase(name));
  }

  private void distinct(Measured column, List<String> figures) {
    String count =
        switch (distinct) {
          case EXACT -> "COUNT(DISTINCT %s)";
          case ESTIMATED -> "APPROX_COUNT_DISTINCT(%s)";
        };
    figures.add(count.formatted(column.path()) + " AS " + column.named("distinct"));
    figures.add(
        (distinct == Distinct.ESTIMATED ? "TRUE" : "FALSE") + " AS " + column.named("estimated"));
  }

  /** APPROX_TOP_COUNT counts null too. */
  private static void order(Measured column, List<String> figures) {
    String value = column.path();
    String shown = "%s";
    String top = value;
    if (column.type() == ColumnType.STRING) {
      shown = "SUBSTR(%s, 1, " + MAX_TEXT + ")";
      top = shown.formatted(value);
    } else if (column.type() == ColumnType.FLOAT64) {
      value = "IF(IS_INF(%1$s) OR IS_NAN(%1$s), NULL, %1$s)".formatted(value);
    }
    figures.add(shown.formatted("MIN(" + value + ")") + " AS " + column.named("min"));
    figures.add(shown.formatted("MAX(" + value + ")") + " AS " + column.named("max"));
    figures.add("APPROX_TOP_COUNT(%s, %d) AS %s".formatted(top, TOP + 1, column.named("top")));
  }

  private static void moments(Measured column, List<String> figures) {
    String number = "CAST(" + column.path() + " AS FLOAT64)";
    String small = "IF(ABS(%1$s) < %2$s, %1$s, NULL)".formatted(number, LARGE);
    figures.add("AVG(%s) AS %s".formatted(small, column.named("mean")));
    figures.add("STDDEV_SAMP(%s) AS %s".formatted(small, column.named("stddev")));
  }
}
