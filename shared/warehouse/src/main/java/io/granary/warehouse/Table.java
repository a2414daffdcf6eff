package io.granary.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table and its columns.
 *
 * @param name exactly as the warehouse has it, which tells case
 */
public record Table(String name, List<Column> columns) {
  public Table {
    columns = List.copyOf(columns);
  }

  /**
   * A column, or a field of a STRUCT, with the names on the way to it.
   *
   * @param path the column's name, then those of fields; as the warehouse has them
   */
  public record Place(List<String> path, Column column) {
    public Place {
      path = List.copyOf(path);
    }

    /** The path with dots, as callers write it. */
    public String name() {
      return String.join(".", path);
    }
  }

  /**
   * Finds a column by its name, or a field by its path with dots ({@code address.city}). Names do
   * not tell case. A column whose own name has dots comes first. There is no way into an array.
   */
  public Optional<Place> find(String name) {
    return find(columns, name, List.of());
  }

  private static Optional<Place> find(List<Column> among, String name, List<String> before) {
    for (Column column : among) {
      if (column.name().equalsIgnoreCase(name)) {
        return Optional.of(new Place(joined(before, column.name()), column));
      }
    }
    for (Column column : among) {
      String start = column.name() + ".";
      if (column.type() == ColumnType.STRUCT
          && !column.isRepeated()
          && name.regionMatches(true, 0, start, 0, start.length())) {
        Optional<Place> inside =
            find(column.fields(), name.substring(start.length()), joined(before, column.name()));
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return Optional.empty();
  }

  /** All that can be chosen: columns, and the fields of STRUCTs at any depth instead of these. */
  public List<Place> places() {
    List<Place> all = new ArrayList<>();
    collect(columns, List.of(), all);
    return all;
  }

  private static void collect(List<Column> among, List<String> before, List<Place> all) {
    for (Column column : among) {
      List<String> path = joined(before, column.name());
      if (column.type() == ColumnType.STRUCT && !column.isRepeated()) {
        collect(column.fields(), path, all);
      } else {
        all.add(new Place(path, column));
      }
    }
  }

  private static List<String> joined(List<String> before, String name) {
    List<String> path = new ArrayList<>(before);
    path.add(name);
    return path;
  }
}
