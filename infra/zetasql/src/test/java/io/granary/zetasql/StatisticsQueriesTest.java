package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.warehouse.Table;
import io.granary.warehouse.statistics.TableStatistics;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The query that measures a table is one over that table, whatever its columns are. */
final class StatisticsQueriesTest {
  private static final int SEEDS = 40;
  private static final List<Long> BYTES = List.of(1_000L, 1L << 40);

  @Test
  void bigQueryTakesTheQueryOfEveryTableWhetherItCountsOrEstimates() {
    Seeds.each(
        SEEDS,
        seed -> {
          World world = Worlds.analysed(new Dice(seed));
          try (var analyser = new Analyser(world.tables())) {
            for (Table table : world.tables()) {
              var warehouse = new AnalysedWarehouse(world, analyser, BYTES.get((int) (seed % 2)));
              assertThatThrownBy(
                      () ->
                          TableStatistics.measure(
                              warehouse, table, table.places(), new UUID(0, seed), null))
                  .hasMessage("Cannot run it: only analysed.");
              assertThat(warehouse.asked()).hasSize(1);
              assertThat(warehouse.asked().getFirst().scans()).containsExactly(table.name());
            }
          }
        });
  }
}
