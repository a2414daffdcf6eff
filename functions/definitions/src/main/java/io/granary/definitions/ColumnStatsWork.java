package io.granary.definitions;

import io.granary.database.Job;
import io.granary.domain.Ids;
import io.granary.warehouse.Table;
import io.granary.warehouse.statistics.ColumnStatistics;
import io.granary.warehouse.statistics.TableStatistics;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Measures the columns of a table. */
@Singleton
final class ColumnStatsWork implements WarehouseWork {
  static final String KIND = "column_stats";

  /** The most columns that are measured at once. */
  static final int MAX_COLUMNS = 200;

  private final ModelWarehouses warehouses;

  ColumnStatsWork(ModelWarehouses warehouses) {
    this.warehouses = warehouses;
  }

  /**
   * What is asked.
   *
   * @param columns names or paths; null for all
   */
  record Asked(UUID modelId, String table, @Nullable List<String> columns) {}

  /**
   * What the columns of a table hold, over all rows.
   *
   * @param rowCount of the table
   * @param bytes what was read for it, as it is billed
   * @param costUsd what that costs in US dollars
   */
  record ColumnStats(
      String tableId,
      long rowCount,
      long bytes,
      BigDecimal costUsd,
      List<ColumnStatistics> columns) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ColumnStats run(Job job, Progress progress) {
    Asked asked = WarehouseWork.asked(job, Asked.class);
    ModelWarehouse opened = warehouses.open(asked.modelId());
    Table table = opened.table(asked.table());
    TableStatistics measured =
        TableStatistics.measure(
            progress.watched(opened.warehouse()),
            table,
            Columns.of(table, asked.columns()),
            Ids.derived(job.id(), KIND),
            opened.maxBytes());
    return new ColumnStats(
        table.name(),
        measured.rowCount(),
        measured.bytes(),
        opened.price().usd(measured.bytes()),
        measured.columns());
  }
}
