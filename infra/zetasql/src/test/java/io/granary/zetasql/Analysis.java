package io.granary.zetasql;

import io.granary.warehouse.Field;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a query is.
 *
 * @param outputs the columns of its result
 * @param scans the tables that it reads, one for each time
 * @param columns what it reads of them, as {@code table.column}
 * @param joins the conditions of its joins
 * @param functions those that it calls, as {@code $equal}
 */
record Analysis(
    List<Field> outputs,
    List<String> scans,
    Set<String> columns,
    List<JoinShape> joins,
    Set<String> functions) {
  Analysis {
    outputs = List.copyOf(outputs);
    scans = List.copyOf(scans);
    columns = Set.copyOf(columns);
    joins = List.copyOf(joins);
    functions = Set.copyOf(functions);
  }

  /**
   * A join.
   *
   * @param type such as FULL
   * @param isOfEqualities whether its condition is one equality, or some joined by AND, as BigQuery
   *     demands of an outer join
   */
  record JoinShape(String type, boolean isOfEqualities) {}

  /** The names of the result's columns. */
  List<String> names() {
    return outputs.stream().map(Field::name).toList();
  }

  /** The tables that it reads, each once. */
  Set<String> tables() {
    return new TreeSet<>(scans);
  }
}
