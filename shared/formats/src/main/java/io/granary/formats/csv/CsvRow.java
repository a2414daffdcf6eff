package io.granary.formats.csv;

import java.util.List;

/**
 * A row of a table.
 *
 * @param line where it begins, from 1
 * @param values without NUL, which PostgreSQL does not take
 */
public record CsvRow(long line, List<String> values) {
  public CsvRow {
    values = List.copyOf(values);
  }

  /** The value at a place; empty when the row is too short. */
  public String value(int place) {
    return place >= 0 && place < values.size() ? values.get(place) : "";
  }

  /** Whether nothing is in it, as in an empty line. */
  public boolean isBlank() {
    return values.stream().allMatch(String::isBlank);
  }

  /** Whether it has values where a header of so many columns has none: nobody can tell whose. */
  public boolean isLongerThan(int columns) {
    return values.size() > columns
        && !values.subList(columns, values.size()).stream().allMatch(String::isBlank);
  }
}
