package io.granary.zetasql;

import io.granary.warehouse.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tables and their rows.
 *
 * @param rows of each table, by its name; values as {@link io.granary.warehouse.Rows} has them
 */
record World(List<Table> tables, Map<String, List<List<@Nullable Object>>> rows) {
  World {
    tables = List.copyOf(tables);
    rows = new LinkedHashMap<>(rows);
  }

  /** A table by its name. */
  Optional<Table> table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  List<List<@Nullable Object>> rows(Table table) {
    return rows.getOrDefault(table.name(), List.of());
  }
}
