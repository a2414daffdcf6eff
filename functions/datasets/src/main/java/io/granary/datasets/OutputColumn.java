package io.granary.datasets;

import io.granary.warehouse.Column;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableSchemas;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.Resolver;
import java.util.List;

/**
 * A column that a dataset has.
 *
 * @param type as BigQuery names it
 */
record OutputColumn(String name, String type) {
  /** Those of a definition over tables as they were kept with it. */
  static List<OutputColumn> of(Definition definition, List<Table> tables) {
    return Resolver.resolve(definition, TableSchemas.lookup(tables)).outputs().stream()
        .map(output -> new OutputColumn(output.name(), type(output.source().column())))
        .toList();
  }

  private static String type(Column column) {
    return column.isRepeated() ? "ARRAY<" + column.type() + ">" : column.type().name();
  }
}
