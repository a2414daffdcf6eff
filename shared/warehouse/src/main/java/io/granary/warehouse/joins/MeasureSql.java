package io.granary.warehouse.joins;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row about a table: how many rows it has, then five figures of each column. */
final class MeasureSql {
  private static final int FIGURES = 5;

  private MeasureSql() {}

  static String select(
      Dialect dialect, WarehouseSource source, Table table, List<Table.Place> columns) {
    List<String> figures = new ArrayList<>();
    figures.add("COUNT(*) AS n");
    for (int i = 0; i < columns.size(); i++) {
      ColumnType type = columns.get(i).column().type();
      Comparison form = Comparison.of(type, type);
      String column =
          form.write(
              dialect, dialect.identifier("t") + "." + dialect.path(columns.get(i).path()), type);
      figures.add("COUNT(" + column + ") AS n" + i);
      figures.add(dialect.roughDistinct(column) + " AS d" + i);
      figures.add(form.bound(dialect, "MIN(" + column + ")", type) + " AS a" + i);
      figures.add(form.bound(dialect, "MAX(" + column + ")", type) + " AS z" + i);
      figures.add((type == ColumnType.STRING ? "MAX(LENGTH(" + column + "))" : "0") + " AS s" + i);
    }
    return "SELECT\n  "
        + String.join(",\n  ", figures)
        + "\nFROM "
        + dialect.table(source, table.name())
        + " AS "
        + dialect.identifier("t");
  }

  /** Reads the row; the columns are those asked for. */
  static List<Measured> read(Table table, List<Table.Place> columns, List<?> row) {
    List<Measured> all = new ArrayList<>();
    long rows = number(row.getFirst());
    for (int i = 0; i < columns.size(); i++) {
      int at = 1 + i * FIGURES;
      long values = number(row.get(at));
      long distinct = Math.min(values, number(row.get(at + 1)));
      Domain domain =
          new Domain(
              columns.get(i).column().type(),
              distinct,
              text(row.get(at + 2)),
              text(row.get(at + 3)),
              number(row.get(at + 4)));
      all.add(Measured.of(table, columns.get(i), rows, values, domain));
    }
    return List.copyOf(all);
  }

  static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
