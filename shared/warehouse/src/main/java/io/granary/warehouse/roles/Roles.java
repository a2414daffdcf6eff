package io.granary.warehouse.roles;

import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Role;
import io.granary.warehouse.names.Concept;
import io.granary.warehouse.names.KeyName;
import io.granary.warehouse.names.Words;
import io.granary.warehouse.statistics.ColumnStatistics;
import io.granary.warehouse.statistics.TableStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Suggests which columns have which role. */
public final class Roles {
  /** The most columns that are suggested for a role. */
  public static final int MAX_SUGGESTIONS = 20;

  /** Scores under this are not told. */
  private static final double LEAST = 0.2;

  /** From this on a name with a fitting type speaks for a role by itself. */
  private static final double CLEAR = 0.5;

  private Roles() {}

  /**
   * Ranks columns by name, type and statistics, the best first; every role is there, if only with
   * an empty list. Roles belong to the table of what happened: an id ranks under the same id there
   * in the table whose key it is.
   *
   * @param statistics of the same tables, in the same order; columns without any are ranked by name
   *     and type
   */
  public static Map<Role, List<RoleSuggestion>> suggest(
      List<Table> tables, List<TableStatistics> statistics) {
    if (statistics.size() != tables.size()) {
      throw new IllegalArgumentException(
          "Cannot suggest roles: %d tables have %d statistics"
              .formatted(tables.size(), statistics.size()));
    }
    Map<Role, List<RoleSuggestion>> all = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      all.put(role, new ArrayList<>());
    }
    for (int i = 0; i < tables.size(); i++) {
      collect(tables.get(i), statistics.get(i), all);
    }
    all.replaceAll((_, suggestions) -> best(suggestions));
    return all;
  }

  private static void collect(
      Table table, TableStatistics statistics, Map<Role, List<RoleSuggestion>> all) {
    Map<String, ColumnStatistics> figures = new HashMap<>();
    for (ColumnStatistics each : statistics.columns()) {
      figures.put(each.column(), each);
    }
    double events = EventTables.score(table, figures);
    List<String> owner = Words.ofTable(table.name());
    for (Table.Place place : table.places()) {
      for (Role role : Role.values()) {
        double fit =
            RoleNames.score(role, place.name(), owner)
                * (place.column().isScalar() ? RoleTypes.share(role, place.column().type()) : 0);
        if (fit >= LEAST) {
          suggestion(role, table, place, fit, events, figures.get(place.name()))
              .ifPresent(all.getOrDefault(role, new ArrayList<>())::add);
        }
      }
    }
  }

  private static Optional<RoleSuggestion> suggestion(
      Role role,
      Table table,
      Table.Place place,
      double fit,
      double events,
      @Nullable ColumnStatistics figures) {
    RoleFigures held = RoleFigures.of(role, figures);
    double inPlace = role == Role.CATEGORY ? 1 : 0.75 + 0.25 * events;
    double score = Math.round(fit * held.share() * inPlace * 1000) / 1000.0;
    if (score < LEAST) {
      return Optional.empty();
    }
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "The name %s and the type %s %s for %s."
            .formatted(
                place.name(), place.column().type(), fit >= CLEAR ? "speak" : "may stand", role));
    reasons.addAll(held.reasons());
    if (role != Role.CATEGORY) {
      reasons.add(
          events >= CLEAR
              ? "The table %s seems to have a row for each event.".formatted(table.name())
              : "The table %s does not seem to be one of events.".formatted(table.name()));
    }
    return Optional.of(new RoleSuggestion(table.name(), place.name(), score, reasons));
  }

  private static List<RoleSuggestion> best(List<RoleSuggestion> suggestions) {
    return suggestions.stream()
        .sorted(Comparator.comparingDouble(RoleSuggestion::score).reversed())
        .limit(MAX_SUGGESTIONS)
        .toList();
  }

  /** The role that a column's name and type alone speak for. */
  public static Optional<Role> byName(Column column) {
    if (!column.isScalar()) {
      return Optional.empty();
    }
    Role best = Role.USER_ID;
    double most = 0;
    for (Role role : Role.values()) {
      double score =
          RoleNames.score(role, column.name(), List.of()) * RoleTypes.share(role, column.type());
      if (score > most) {
        best = role;
        most = score;
      }
    }
    return most >= CLEAR ? Optional.of(best) : Optional.empty();
  }

  /** Whether a column's name and type speak for a key that tables are joined by. */
  public static boolean isJoinKey(Column column) {
    if (!column.isScalar() || !KeyName.fits(column.type())) {
      return false;
    }
    KeyName name = KeyName.of(column.name());
    if (name.isKey()) {
      return true;
    }
    return column.type() == ColumnType.INT64
        && name.entity().size() == 1
        && Concept.of(name.entity().getFirst()).isPresent();
  }
}
