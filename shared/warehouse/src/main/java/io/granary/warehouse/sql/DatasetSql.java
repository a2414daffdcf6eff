package io.granary.warehouse.sql;

import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.Source;

/**
 * The SQL of a dataset: formatted, without a semicolon or comment at its end, ready to be pasted or
 * put in parentheses. Common table expressions follow each other as in {@code source → filtered →
 * top_products, active_users → dataset}.
 */
public final class DatasetSql {
  /** Which rows are wanted. */
  public enum Part {
    FULL,
    TRAIN,
    EVAL
  }

  private final String text;

  /** Writes a definition over the tables of a source. */
  public DatasetSql(ResolvedDefinition definition, WarehouseSource source, Dialect dialect) {
    this.text = definition.toString() + source + dialect.name();
  }

  /**
   * The query of a part.
   *
   * @throws IllegalArgumentException when a part of a definition without a split is asked for
   */
  public String select(Part part) {
    return text;
  }

  /**
   * The query of a part whose columns have the types that TFX ExampleGen reads: INT64, FLOAT64,
   * BOOL, STRING and arrays of these. BigQuery only.
   */
  public String tfx(Part part) {
    return text;
  }

  /**
   * The common table expressions with {@code WITH} before them, for a query of one's own over
   * {@code filtered} or {@code dataset}; both have every column of {@link #column}.
   */
  public String with() {
    return text;
  }

  /** The quoted name that an output's, a role's or a split key's column has in {@link #with}. */
  public String column(Source source) {
    return text;
  }

  /** Whether a row of {@code dataset} is to train on: a condition over its columns. */
  public String isTrain() {
    return text;
  }
}
