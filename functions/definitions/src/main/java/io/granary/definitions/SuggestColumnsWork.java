package io.granary.definitions;

import io.granary.database.Job;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.warehouse.LeftOut;
import io.granary.warehouse.Table;
import io.granary.warehouse.Table.Place;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.definition.Role;
import io.granary.warehouse.roles.RoleSuggestion;
import io.granary.warehouse.roles.Roles;
import io.granary.warehouse.statistics.ColumnStatistics;
import io.granary.warehouse.statistics.TableStatistics;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Suggests which columns of some tables have which role, by their names and what they hold. */
@Singleton
final class SuggestColumnsWork implements WarehouseWork {
  static final String KIND = "suggest_columns";

  /** The most columns of all tables together. */
  private static final int MAX_COLUMNS = 2000;

  /** The most suggestions for a role. */
  private static final int MAX_SUGGESTIONS = 50;

  private final ModelWarehouses warehouses;

  SuggestColumnsWork(ModelWarehouses warehouses) {
    this.warehouses = warehouses;
  }

  /**
   * Which columns may have which role.
   *
   * @param roles for each role at most 50 columns, the best first
   * @param leftOut sentences that say which tables were not looked at, and why; only where all were
   *     meant
   */
  record SuggestedColumns(Map<String, List<RoleSuggestion>> roles, List<String> leftOut) {}

  /** A table and what its columns hold. */
  private record MeasuredTable(Table table, TableStatistics statistics) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public SuggestedColumns run(Job job, Progress progress) {
    Tables.Asked asked = WarehouseWork.asked(job, Tables.Asked.class);
    ModelWarehouse opened = warehouses.open(asked.modelId());
    LeftOut leftOut = Tables.Choice.leftOut(asked.choice());
    List<Table> tables = Tables.of(opened, asked.tables(), leftOut);
    check(tables);
    Warehouse watched = progress.watched(opened.warehouse());
    List<MeasuredTable> measured =
        leftOut.each(
            tables,
            Table::name,
            table -> {
              progress.at(100 * tables.indexOf(table) / tables.size(), "measuring " + table.name());
              return new MeasuredTable(table, measure(watched, table, job, opened.maxBytes()));
            });
    Map<Role, List<RoleSuggestion>> suggested =
        Roles.suggest(
            measured.stream().map(MeasuredTable::table).toList(),
            measured.stream().map(MeasuredTable::statistics).toList());
    Map<String, List<RoleSuggestion>> roles = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      roles.put(
          role.toString(),
          suggested.getOrDefault(role, List.of()).stream().limit(MAX_SUGGESTIONS).toList());
    }
    return new SuggestedColumns(roles, leftOut.sentences());
  }

  private static void check(List<Table> tables) {
    int columns = tables.stream().mapToInt(table -> table.places().size()).sum();
    if (columns > MAX_COLUMNS) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot look at %d columns at once: %d are the most. Name fewer tables."
              .formatted(columns, MAX_COLUMNS));
    }
  }

  /** A wide table is measured in several queries. */
  private static TableStatistics measure(
      Warehouse warehouse, Table table, Job job, @Nullable Long maxBytes) {
    List<Place> places = table.places();
    List<ColumnStatistics> columns = new ArrayList<>();
    long rows = 0;
    long bytes = 0;
    for (int from = 0; from < places.size(); from += ColumnStatsWork.MAX_COLUMNS) {
      int to = Math.min(from + ColumnStatsWork.MAX_COLUMNS, places.size());
      TableStatistics part =
          TableStatistics.measure(
              warehouse,
              table,
              places.subList(from, to),
              Ids.derived(job.id(), KIND + from + " " + table.name()),
              maxBytes);
      columns.addAll(part.columns());
      rows = part.rowCount();
      bytes += part.bytes();
    }
    return new TableStatistics(table.name(), rows, bytes, columns);
  }
}
