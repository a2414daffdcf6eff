package io.granary.warehouse;

import io.granary.warehouse.sql.Dialect;
import java.util.List;
import java.util.Optional;

/**
 * The tables of one warehouse dataset, and queries over them.
 *
 * <p>What every method throws is a {@code GranaryException}: WAREHOUSE_UNAVAILABLE when the
 * warehouse cannot be reached, is over its quota or did not answer in time, with what it said and
 * when to come again; WAREHOUSE_DENIED when it does not let us, naming what; NOT_FOUND when the
 * dataset is not there; WAREHOUSE_QUERY_FAILED when it began a query and could not finish it, as
 * when a value overflows, or cannot read a table that is there; BUDGET_EXCEEDED when a query would
 * read more than it may. Tries are repeated within, a few times, where that can help.
 */
public interface Warehouse {
  WarehouseSource source();

  Dialect dialect();

  /** All tables and views, in the order of their names. */
  List<TableInfo> tables();

  /** A table's columns; empty when there is none of that name. */
  Optional<Table> table(String name);

  /** Says what a query would read and give, or why it cannot run; costs nothing. */
  DryRun dryRun(String sql);

  /** Runs a query that only reads. */
  Rows query(Query query);
}
