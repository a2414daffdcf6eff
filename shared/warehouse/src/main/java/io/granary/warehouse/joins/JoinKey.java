package io.granary.warehouse.joins;

import io.granary.warehouse.Table;
import java.util.List;

/**
 * Columns of a table by which it is joined, all of which must be equal.
 *
 * @param columns at least one, in the order of the other side's
 */
public record JoinKey(Table table, List<Table.Place> columns) {
  public JoinKey {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("Cannot join without columns: " + table.name());
    }
  }

  /** A key of one column. */
  public static JoinKey of(Table table, Table.Place column) {
    return new JoinKey(table, List.of(column));
  }

  /** The columns' names with commas between. */
  public String columnNames() {
    return String.join(", ", columns.stream().map(Table.Place::name).toList());
  }

  /** Table and columns, for people. */
  String label() {
    return columns.size() == 1
        ? table.name() + "." + columnNames()
        : table.name() + " (" + columnNames() + ")";
  }
}
