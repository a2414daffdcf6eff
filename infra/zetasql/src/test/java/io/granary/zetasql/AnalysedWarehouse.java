package io.granary.zetasql;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.DryRun;
import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableInfo;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A warehouse that analyses what it is asked, says how much it would read, and runs nothing. */
final class AnalysedWarehouse implements Warehouse {
  private final World world;
  private final Analyser analyser;
  private final long bytes;
  private final List<Analysis> asked = new ArrayList<>();

  AnalysedWarehouse(World world, Analyser analyser, long bytes) {
    this.world = world;
    this.analyser = analyser;
    this.bytes = bytes;
  }

  /** What it has been asked to run. */
  List<Analysis> asked() {
    return asked;
  }

  @Override
  public WarehouseSource source() {
    return Analyser.PROJECT;
  }

  @Override
  public Dialect dialect() {
    return Dialect.bigQuery();
  }

  @Override
  public List<TableInfo> tables() {
    return world.tables().stream()
        .map(table -> new TableInfo(table.name(), null, null, table.columns().size(), null))
        .toList();
  }

  @Override
  public Optional<Table> table(String name) {
    return world.table(name);
  }

  @Override
  public DryRun dryRun(String sql) {
    return new DryRun(List.of(), bytes, analyser.analyse(sql).outputs());
  }

  @Override
  public Rows query(Query query) {
    asked.add(analyser.analyse(query.sql()));
    throw new GranaryException(Code.WAREHOUSE_UNAVAILABLE, "Cannot run it: only analysed.");
  }
}
