package io.granary.warehouse.joins;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.sql.Dialect;
import java.util.ArrayList;
import java.util.List;

/**
 * One row for each pair of keys, with its number from 0 and the fourteen figures of {@link
 * Figures}. Each side is grouped by its key before they meet, so that no pair of rows is made.
 */
final class PairSql {
  private final Dialect dialect;
  private final WarehouseSource source;

  PairSql(Dialect dialect, WarehouseSource source) {
    this.dialect = dialect;
    this.source = source;
  }

  String select(List<KeyPair> pairs) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      parts.add(select(i, pairs.get(i)));
    }
    return String.join("\nUNION ALL\n", parts);
  }

  private String select(int number, KeyPair pair) {
    int columns = pair.left().columns().size();
    List<String> equal = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      equal.add("l.v%d = r.v%d".formatted(i, i));
    }
    return "SELECT\n  "
        + number
        + " AS pair,\n  "
        + String.join(",\n  ", figures(pair, columns))
        + "\nFROM "
        + grouped(pair, pair.left())
        + " AS l\nFULL JOIN "
        + grouped(pair, pair.right())
        + " AS r\nON "
        + String.join(" AND ", equal);
  }

  private List<String> figures(KeyPair pair, int columns) {
    List<String> figures = new ArrayList<>();
    String isMatch = "l.n IS NOT NULL AND r.n IS NOT NULL";
    for (String side : List.of("l", "r")) {
      List<String> present = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        present.add("%s.v%d IS NOT NULL".formatted(side, i));
      }
      String isKey = String.join(" AND ", present);
      Table.Place first = (side.equals("l") ? pair.left() : pair.right()).columns().getFirst();
      ColumnType type = first.column().type();
      figures.add("COALESCE(SUM(%s.n), 0) AS %s_rows".formatted(side, side));
      figures.add(
          "COALESCE(SUM(CASE WHEN %s THEN %s.n END), 0) AS %s_values".formatted(isKey, side, side));
      figures.add("COUNT(CASE WHEN %s THEN 1 END) AS %s_distinct".formatted(isKey, side));
      figures.add(
          "COALESCE(SUM(CASE WHEN %s THEN %s.n END), 0) AS %s_matched"
              .formatted(isMatch, side, side));
      figures.add(bound(pair, "MIN(" + side + ".v0)", type) + " AS " + side + "_min");
      figures.add(bound(pair, "MAX(" + side + ".v0)", type) + " AS " + side + "_max");
    }
    figures.add("COUNT(CASE WHEN %s THEN 1 END) AS matched".formatted(isMatch));
    figures.add(
        "COALESCE(SUM(CASE WHEN %s THEN %s * %s END), 0) AS joined"
            .formatted(
                isMatch,
                dialect.approximate("l.n", ColumnType.INT64),
                dialect.approximate("r.n", ColumnType.INT64)));
    return figures;
  }

  private String bound(KeyPair pair, String aggregate, ColumnType type) {
    return pair.form(0).bound(dialect, aggregate, type);
  }

  private String grouped(KeyPair pair, JoinKey key) {
    List<String> values = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      Table.Place place = key.columns().get(i);
      String column = dialect.identifier("t") + "." + dialect.path(place.path());
      values.add(pair.form(i).write(dialect, column, place.column().type()) + " AS v" + i);
      numbers.add(Integer.toString(i + 1));
    }
    return "(\n  SELECT "
        + String.join(", ", values)
        + ", COUNT(*) AS n\n  FROM "
        + dialect.table(source, key.table().name())
        + " AS "
        + dialect.identifier("t")
        + "\n  GROUP BY "
        + String.join(", ", numbers)
        + "\n)";
  }
}
