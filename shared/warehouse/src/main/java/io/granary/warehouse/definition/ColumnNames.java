package io.granary.warehouse.definition;

import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a name stands for that is written without a table: a column of the dataset, else a role,
 * else {@code table.column}, else the one column of that name in all tables.
 */
final class ColumnNames {
  private final Tables tables;
  private final List<Output> outputs;
  private final Map<Role, Source> roles;
  private final Problems problems;

  ColumnNames(Tables tables, List<Output> outputs, Map<Role, Source> roles, Problems problems) {
    this.tables = tables;
    this.outputs = outputs;
    this.roles = roles;
    this.problems = problems;
  }

  /** The column; a problem when there is none, or more than one. */
  @Nullable Source find(String pointer, String name) {
    for (Output output : outputs) {
      if (output.name().equalsIgnoreCase(name)) {
        return output.source();
      }
    }
    for (Map.Entry<Role, Source> role : roles.entrySet()) {
      if (role.getKey().toString().equals(name)) {
        return role.getValue();
      }
    }
    List<Source> found = tables.named(name);
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      problems.add(
          pointer,
          "is neither a column of the dataset nor a role nor table.column: %s"
              .formatted(Problems.shown(name)));
    } else {
      problems.add(
          pointer,
          "is a column of more than one table; write one of %s"
              .formatted(
                  found.stream()
                      .map(
                          source ->
                              Problems.shown(source.use().alias() + "." + source.place().name()))
                      .toList()));
    }
    return null;
  }
}
