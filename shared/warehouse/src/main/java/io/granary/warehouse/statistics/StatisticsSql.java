package io.granary.warehouse.statistics;

import io.granary.warehouse.sql.Dialect;
import java.util.List;

/**
 * The query that measures columns. It gives one row: {@code total}, and for the column {@code i}
 * what there is of {@code nulls_i}, {@code distinct_i}, {@code estimated_i}, {@code min_i}, {@code
 * max_i}, {@code mean_i}, {@code stddev_i} and {@code top_i}, an array of STRUCTs of value and
 * count.
 */
sealed interface StatisticsSql permits BigQueryStatistics, DuckDbStatistics {
  /** Values of a text that are shown have at most so many characters. */
  int MAX_TEXT = 200;

  int TOP = 10;

  /** A mean of greater numbers than this would overflow. */
  String LARGE = "1e150";

  /** What a dialect's warehouse measures with. */
  static StatisticsSql of(Dialect dialect, Distinct distinct) {
    return switch (dialect.name()) {
      case "bigquery" -> new BigQueryStatistics(distinct);
      case "duckdb" -> new DuckDbStatistics();
      default ->
          throw new IllegalArgumentException("Cannot measure in the dialect " + dialect.name());
    };
  }

  /** How different values are counted where that is for us to say. */
  enum Distinct {
    EXACT,
    ESTIMATED
  }

  /** Writes it. */
  String write(String table, List<Measured> columns);
}
