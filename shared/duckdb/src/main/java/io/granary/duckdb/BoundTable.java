package io.granary.duckdb;

import io.granary.warehouse.Column;
import io.granary.warehouse.TableInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that has been looked at.
 *
 * @param rows null when it cannot be read
 * @param problem why it cannot be read; null when it can
 */
record BoundTable(
    TableFile file, List<Column> columns, @Nullable Long rows, @Nullable String problem) {
  static BoundTable unreadable(TableFile file, String reason) {
    return new BoundTable(
        file, List.of(), null, "Cannot read the table " + file.table() + ": " + reason);
  }

  TableInfo info() {
    return new TableInfo(file.table(), rows, file.size(), columns.size(), file.modified());
  }
}
