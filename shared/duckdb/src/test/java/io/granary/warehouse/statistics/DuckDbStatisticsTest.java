package io.granary.warehouse.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.granary.duckdb.DuckDbConfig;
import io.granary.duckdb.DuckDbEngine;
import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbStatisticsTest {
  @TempDir Path folder;

  @Test
  void columnsAndTheirTableMayBeCalledAsThePartsOfTheQueryAre() throws IOException {
    Files.writeString(
        folder.resolve("estimates.jsonl"),
        """
        {"total": 1, "estimate_0": "a", "longest_1": 3, "again": 4, "histogram_0": 5, \
        "t": {"total": 6, "t": 7}, "estimates": {"total": 8, "estimate_0": 9}, "counts": 10}
        {"total": 2, "estimate_0": "b", "longest_1": 3, "again": 4, "histogram_0": 5, \
        "t": {"total": 6, "t": 7}, "estimates": {"total": 8, "estimate_0": 9}, "counts": 11}
        """);

    var config = new DuckDbConfig(folder.toString(), 256, 2, Duration.ofMinutes(1));
    try (var engine = new DuckDbEngine(config)) {
      Warehouse warehouse = engine.open(new WarehouseSource("duckdb", null, "raw_data", null));
      Table table = warehouse.table("estimates").orElseThrow();
      TableStatistics measured =
          TableStatistics.measure(warehouse, table, table.places(), new UUID(0, 1), null);

      assertThat(measured.rowCount()).isEqualTo(2);
      assertThat(measured.columns())
          .extracting(ColumnStatistics::column, ColumnStatistics::distinct, ColumnStatistics::max)
          .containsExactly(
              tuple("total", 2L, 2L),
              tuple("estimate_0", 2L, "b"),
              tuple("longest_1", 1L, 3L),
              tuple("again", 1L, 4L),
              tuple("histogram_0", 1L, 5L),
              tuple("t.total", 1L, 6L),
              tuple("t.t", 1L, 7L),
              tuple("estimates.total", 1L, 8L),
              tuple("estimates.estimate_0", 1L, 9L),
              tuple("counts", 2L, 11L));
    }
  }
}
