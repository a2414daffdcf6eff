package io.granary.definitions;

import io.granary.warehouse.DryRun;
import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableInfo;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.sql.Dialect;
import java.util.List;
import java.util.Optional;

/** A warehouse that runs no query for a job that has ended. */
record WatchedWarehouse(Warehouse warehouse, Progress progress) implements Warehouse {
  @Override
  public WarehouseSource source() {
    return warehouse.source();
  }

  @Override
  public Dialect dialect() {
    return warehouse.dialect();
  }

  @Override
  public List<TableInfo> tables() {
    return warehouse.tables();
  }

  @Override
  public Optional<Table> table(String name) {
    return warehouse.table(name);
  }

  @Override
  public DryRun dryRun(String sql) {
    return warehouse.dryRun(sql);
  }

  @Override
  public Rows query(Query query) {
    progress.check();
    return warehouse.query(query);
  }
}
