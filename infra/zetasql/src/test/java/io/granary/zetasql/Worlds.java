package io.granary.zetasql;

import io.granary.warehouse.Column;
import io.granary.warehouse.Column.Mode;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes worlds of one to four tables. */
final class Worlds {
  private final Dice dice;
  private final List<ColumnType> types;

  private Worlds(Dice dice, List<ColumnType> types) {
    this.dice = dice;
    this.types = types;
  }

  /** Tables of every type, without rows. */
  static World analysed(Dice dice) {
    return new World(new Worlds(dice, List.of(ColumnType.values())).tables(), Map.of());
  }

  /** Tables of the types that both engines have, with up to 60 rows each. */
  static World executed(Dice dice) {
    List<ColumnType> types = new ArrayList<>(Duck.types());
    types.add(ColumnType.STRUCT);
    List<Table> tables = new Worlds(dice, types).tables();
    Map<String, List<List<@Nullable Object>>> rows = new LinkedHashMap<>();
    tables.forEach(table -> rows.put(table.name(), rows(dice, table, most(tables.size()))));
    return new World(tables, rows);
  }

  /** Rows that a table may have, so that a join of all tables stays small. */
  private static int most(int tables) {
    return switch (tables) {
      case 1 -> 60;
      case 2 -> 40;
      case 3 -> 14;
      default -> 8;
    };
  }

  static List<List<@Nullable Object>> rows(Dice dice, Table table, int most) {
    var cells = new Cells(dice);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int count = dice.chance(5) ? 0 : dice.between(most / 3, most);
    for (int left = count; left > 0; left--) {
      List<@Nullable Object> row = new ArrayList<>();
      table.columns().forEach(column -> row.add(cells.of(column)));
      rows.add(row);
    }
    return rows;
  }

  private List<Table> tables() {
    var names = new Names(dice);
    List<Table> tables = new ArrayList<>();
    for (int left = dice.between(1, 4); left > 0; left--) {
      var columnNames = new Names(dice);
      List<Column> columns = new ArrayList<>();
      columns.add(Column.of(columnNames.column(), key()));
      columns.addAll(columns(columnNames, dice.between(1, 11), types, 2));
      tables.add(new Table(names.table(), columns));
    }
    return tables;
  }

  private ColumnType key() {
    return dice.of(List.of(ColumnType.INT64, ColumnType.INT64, ColumnType.STRING));
  }

  private List<Column> columns(Names names, int count, List<ColumnType> among, int depth) {
    List<Column> columns = new ArrayList<>();
    for (int left = count; left > 0; left--) {
      ColumnType type = dice.of(among);
      if (type == ColumnType.STRUCT && depth > 0) {
        List<Column> fields = columns(new Names(dice), dice.between(1, 3), among, depth - 1);
        boolean isRepeated = hasEveryType() && dice.chance(30);
        columns.add(
            new Column(
                names.column(), type, isRepeated ? Mode.REPEATED : Mode.NULLABLE, fields, null));
      } else if (type != ColumnType.STRUCT) {
        columns.add(new Column(names.column(), type, mode(depth), List.of(), null));
      }
    }
    return columns.isEmpty() ? List.of(Column.of(names.column(), ColumnType.STRING)) : columns;
  }

  /** Fields of STRUCTs are no arrays where rows are, because DuckDB's appender takes none. */
  private Mode mode(int depth) {
    boolean mayRepeat = depth == 2 || hasEveryType();
    return mayRepeat && dice.chance(10)
        ? Mode.REPEATED
        : dice.chance(10) ? Mode.REQUIRED : Mode.NULLABLE;
  }

  private boolean hasEveryType() {
    return types.contains(ColumnType.JSON);
  }
}
