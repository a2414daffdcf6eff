package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.Column;
import io.granary.warehouse.analysis.AnalysisSql;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.definition.Role;
import io.granary.warehouse.sql.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queries that measure a dataset are taken by BigQuery and run by DuckDB. */
final class AnalysisSqlTest {
  private static final int SEEDS = 30;

  @Test
  void bigQueryTakesTheQueriesOfEveryDefinition() {
    Seeds.each(
        SEEDS,
        seed -> {
          Case made = Case.analysed(seed);
          var sql = new AnalysisSql(made.resolved(), Analyser.PROJECT, Dialect.bigQuery());
          try (var analyser = new Analyser(made.world().tables())) {
            assertThat(analyser.analyse(sql.figures()).names())
                .contains("row_count")
                .doesNotHaveDuplicates();
            if (made.resolved().role(Role.REVENUE).isPresent() && !suspects(made).isEmpty()) {
              assertThat(analyser.analyse(sql.leaks(suspects(made))).names()).contains("revenues");
            }
          }
        });
  }

  @Test
  void duckDbRunsTheQueriesOfEveryDefinition() {
    Seeds.each(
        SEEDS,
        seed -> {
          Case made = Case.executed(seed);
          var sql = new AnalysisSql(made.resolved(), Analyser.SOURCE, Dialect.duckDb());
          try (var duck = new Duck()) {
            duck.load(made.world());
            Overflow.orRows(() -> duck.query(sql.figures()))
                .ifPresent(rows -> assertThat(rows).hasSize(1));
          }
        });
  }

  private static List<Output> suspects(Case made) {
    return made.resolved().outputs().stream()
        .filter(
            output -> {
              Column column = output.source().column();
              return column.isScalar() && column.type().isGroupable();
            })
        .toList();
  }
}
