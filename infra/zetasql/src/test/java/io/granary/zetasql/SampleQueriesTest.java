package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.Table;
import io.granary.warehouse.sql.Dialect;
import io.granary.warehouse.sql.SampleSql;
import org.junit.jupiter.api.Test;

/** Values of a column are asked for by one query over its table, whatever type it has. */
final class SampleQueriesTest {
  private static final int SEEDS = 60;

  @Test
  void bigQueryTakesTheQueryOfEveryColumn() {
    Seeds.each(
        SEEDS,
        seed -> {
          World world = Worlds.analysed(new Dice(seed));
          try (var analyser = new Analyser(world.tables())) {
            for (Table table : world.tables()) {
              for (Table.Place place : table.places()) {
                Analysis seen =
                    analyser.analyse(
                        SampleSql.of(Dialect.bigQuery(), Analyser.PROJECT, table, place, 10));
                assertThat(seen.scans()).containsExactly(table.name());
                assertThat(seen.names()).containsExactly("v");
              }
            }
          }
        });
  }
}
