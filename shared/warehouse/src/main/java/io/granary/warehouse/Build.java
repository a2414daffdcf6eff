package io.granary.warehouse;

import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.sql.DatasetSql;
import io.granary.warehouse.sql.DatasetSql.Part;
import org.jspecify.annotations.Nullable;

/**
 * What a warehouse says of the queries that a model is built with, without running them.
 *
 * @param full the query of all rows, which is also what an analysis reads
 * @param train null when there is no split
 * @param eval null when there is no split
 */
public record Build(DryRun full, @Nullable DryRun train, @Nullable DryRun eval) {
  /** Asks a warehouse, which costs nothing. */
  public static Build of(Warehouse warehouse, ResolvedDefinition definition) {
    var sql = new DatasetSql(definition, warehouse.source(), warehouse.dialect());
    DryRun full = warehouse.dryRun(sql.select(Part.FULL));
    return definition.split() == null
        ? new Build(full, null, null)
        : new Build(
            full,
            warehouse.dryRun(sql.select(Part.TRAIN)),
            warehouse.dryRun(sql.select(Part.EVAL)));
  }

  /** Whether all queries can run. */
  public boolean isValid() {
    return full.isValid() && (train == null || train.isValid()) && (eval == null || eval.isValid());
  }

  /** What they cost together; what cannot run costs nothing. */
  public BuildPrice price(Price price, Budget budget) {
    return BuildPrice.of(this, price, budget);
  }
}
