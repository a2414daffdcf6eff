package io.granary.warehouse;

import io.granary.warehouse.DryRun.SqlError;
import io.granary.warehouse.analysis.AnalysisSql;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.sql.DatasetSql;
import io.granary.warehouse.sql.DatasetSql.Part;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a warehouse says of the queries that a model is built with, without running them.
 *
 * @param full the query of all rows
 * @param analysis the queries that an analysis runs at the most; none when the full one cannot run
 * @param train null when there is no split
 * @param eval null when there is no split
 */
public record Build(
    DryRun full, List<DryRun> analysis, @Nullable DryRun train, @Nullable DryRun eval) {
  public Build {
    analysis = List.copyOf(analysis);
  }

  /** Asks a warehouse, which costs nothing. */
  public static Build of(Warehouse warehouse, ResolvedDefinition definition) {
    var sql = new DatasetSql(definition, warehouse.source(), warehouse.dialect());
    DryRun full = warehouse.dryRun(sql.select(Part.FULL));
    List<DryRun> analysis =
        full.isValid()
            ? new AnalysisSql(definition, warehouse.source(), warehouse.dialect())
                .all().stream().map(warehouse::dryRun).toList()
            : List.of();
    return definition.split() == null
        ? new Build(full, analysis, null, null)
        : new Build(
            full,
            analysis,
            warehouse.dryRun(sql.select(Part.TRAIN)),
            warehouse.dryRun(sql.select(Part.EVAL)));
  }

  /** Whether all queries can run. */
  public boolean isValid() {
    return errors().isEmpty();
  }

  /** Why they cannot run; empty when they can. */
  public List<SqlError> errors() {
    return Stream.concat(Stream.of(full, train, eval), analysis.stream())
        .filter(Objects::nonNull)
        .flatMap(run -> run.errors().stream())
        .toList();
  }

  /** What they cost together; what cannot run costs nothing. */
  public BuildPrice price(Price price, Budget budget) {
    return BuildPrice.of(this, price, budget);
  }
}
