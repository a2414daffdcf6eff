package io.granary.warehouse.statistics;

import io.granary.warehouse.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * DuckDB reads the table twice, which costs it less than to count all values of columns that have
 * many: the first time it estimates how many different ones there are, the second time it counts
 * those of columns with few, and of the others those of a sample of rows.
 */
record DuckDbStatistics() implements StatisticsSql {
  /**
   * Columns with more different values, as estimated, are not counted exactly. The estimate is
   * right within a few per cent, so that up to 100,000 always are.
   */
  private static final int MANY = 130_000;

  /** About as many rows are in a sample. */
  private static final int SAMPLE = 50_000;

  /** What a sample has more seldom is chance. */
  private static final int SELDOM = 10;

  @Override
  public String write(String table, List<Measured> columns) {
    List<String> first = new ArrayList<>(List.of("count(*) AS total"));
    List<String> second = new ArrayList<>(List.of("count(*) AS again"));
    List<String> figures = new ArrayList<>(List.of("total"));
    for (Measured column : columns) {
      first.add("count(*) FILTER (%s IS NULL) AS %s".formatted(of(column), column.named("nulls")));
      figures.add(column.named("nulls"));
      if (column.hasDistinct()) {
        distinct(column, first, second, figures);
      }
      if (column.hasOrder()) {
        order(column, first, second, figures);
      }
      if (column.isNumber()) {
        moments(column, first, figures);
      }
    }
    return """
    WITH estimates AS MATERIALIZED (
      SELECT
        %s
      FROM %s AS t
    ),
    counts AS (
      SELECT
        %s
      FROM %s AS t, estimates
    )
    SELECT
      %s
    FROM estimates, counts\
    """
        .formatted(lines(first, 4), table, lines(second, 4), table, lines(figures, 2));
  }

  private static String lines(List<String> items, int indent) {
    return String.join(",\n" + " ".repeat(indent), items);
  }

  private static String of(Measured column) {
    return "t." + column.path();
  }

  /** A figure of the first reading within the second one, where columns may have its name. */
  private static String known(String figure) {
    return "estimates." + figure;
  }

  private static void distinct(
      Measured column, List<String> first, List<String> second, List<String> figures) {
    String estimate = column.named("estimate");
    first.add("approx_count_distinct(%s) AS %s".formatted(of(column), estimate));
    figures.add(
        "CASE WHEN %1$s <= %2$d THEN %3$s ELSE least(%1$s, total - %4$s) END AS %5$s"
            .formatted(
                estimate,
                MANY,
                exact(column, first, second),
                column.named("nulls"),
                column.named("distinct")));
    figures.add("%s > %d AS %s".formatted(estimate, MANY, column.named("estimated")));
  }

  /** The histogram has every value, unless it was cut. */
  private static String exact(Measured column, List<String> first, List<String> second) {
    String counted = "coalesce(cardinality(" + column.named("histogram") + "), 0)";
    if (column.hasOrder() && column.type() != ColumnType.STRING) {
      return counted;
    }
    String exact = column.named("exact");
    String few = "%s <= %d".formatted(known(column.named("estimate")), MANY);
    if (column.type() == ColumnType.STRING) {
      String longest = column.named("longest");
      first.add("coalesce(max(strlen(%s)), 0) AS %s".formatted(of(column), longest));
      few += " AND %s > %d".formatted(known(longest), MAX_TEXT);
      counted =
          "CASE WHEN %s > %d THEN %s ELSE %s END".formatted(longest, MAX_TEXT, exact, counted);
    } else {
      counted = exact;
    }
    second.add("count(DISTINCT CASE WHEN %s THEN %s END) AS %s".formatted(few, of(column), exact));
    return counted;
  }

  private static void order(
      Measured column, List<String> first, List<String> second, List<String> figures) {
    String value = of(column);
    String shown = "%s";
    if (column.type() == ColumnType.STRING) {
      shown = "left(%s, " + MAX_TEXT + ")";
    }
    String finite = column.type() == ColumnType.FLOAT64 ? " FILTER (isfinite(" + value + "))" : "";
    for (String end : List.of("min", "max")) {
      first.add(shown.formatted(end + "(" + value + ")" + finite) + " AS " + column.named(end));
      figures.add(column.named(end));
    }
    second.add(
        "histogram(CASE WHEN %s <= %d OR random() < %d / %s THEN %s END) AS %s"
            .formatted(
                known(column.named("estimate")),
                MANY,
                SAMPLE,
                known("total"),
                shown.formatted(value),
                column.named("histogram")));
    figures.add(top(column));
  }

  /** The most frequent first; of equal ones the least value. */
  private static String top(Measured column) {
    return """
    list_transform(
        list_sort(
          list_transform(
            list_filter(
              map_entries(%1$s),
              lambda e: %2$s <= %3$d OR total <= %4$d OR e.value >= %5$d),
            lambda e: {'rank': -CAST(e.value AS BIGINT), 'value': e.key}))[1:%6$d],
        lambda e: {'value': e.value, 'count': CAST(round(-e.rank * %7$s) AS BIGINT)}) AS %8$s\
    """
        .formatted(
            column.named("histogram"),
            column.named("estimate"),
            MANY,
            SAMPLE,
            SELDOM,
            TOP,
            "CASE WHEN %s <= %d THEN 1 ELSE greatest(1, total / %d) END"
                .formatted(column.named("estimate"), MANY, SAMPLE),
            column.named("top"));
  }

  private static void moments(Measured column, List<String> first, List<String> figures) {
    String number = "CAST(" + of(column) + " AS DOUBLE)";
    String small = " FILTER (abs(" + number + ") < " + LARGE + ")";
    first.add("avg(" + number + ")" + small + " AS " + column.named("mean"));
    first.add("stddev_samp(" + number + ")" + small + " AS " + column.named("stddev"));
    figures.add(column.named("mean"));
    figures.add(column.named("stddev"));
  }
}
