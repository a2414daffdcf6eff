package io.granary.warehouse.statistics;

import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.sql.Dialect;
import io.granary.warehouse.statistics.StatisticsSql.Distinct;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table hold, measured by one query; what it reads is billed once.
 *
 * @param bytes what was read, as it is billed
 */
public record TableStatistics(
    String table, long rowCount, long bytes, List<ColumnStatistics> columns) {
  public TableStatistics {
    columns = List.copyOf(columns);
  }

  /**
   * Where a query reads no more than this, BigQuery counts different values exactly; else it
   * estimates them, because telling so many apart takes it long.
   */
  private static final long EXACT_BYTES = 16L << 30;

  /**
   * Measures columns. In DuckDB different values are counted exactly up to 100,000; most frequent
   * values of columns with more are an estimate out of a sample, without those that it cannot tell.
   * Texts in the figures are cut to 200 characters. NaN and the infinities are values, but least,
   * greatest, mean and stddev leave them out; the latter two also numbers from 1e150 on.
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
    Dialect dialect = warehouse.dialect();
    List<Measured> columns = Measured.of(places, dialect);
    String name = dialect.table(warehouse.source(), table.name());
    String sql = StatisticsSql.of(dialect, Distinct.EXACT).write(name, columns);
    if (warehouse.dryRun(sql).totalBytes() > EXACT_BYTES) {
      sql = StatisticsSql.of(dialect, Distinct.ESTIMATED).write(name, columns);
    }
    Rows rows = warehouse.query(new Query(id, "statistics", sql, maxBytes, 1));
    var reader = new StatisticsReader(rows);
    return new TableStatistics(
        table.name(), reader.total(), rows.bytes(), columns.stream().map(reader::column).toList());
  }
}
