package io.granary.definitions;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.warehouse.Table;
import io.granary.warehouse.Table.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a table that somebody has named. */
final class Columns {
  private Columns() {}

  /**
   * Finds columns by their names.
   *
   * @param names each that of a column, or of several with commas between them; null for all
   * @return each once, in the order of their first mention
   * @throws GranaryException VALIDATION_FAILED when one is not there, or when they are too many
   */
  static List<Place> of(Table table, @Nullable List<String> names) {
    List<Place> places = names == null ? table.places() : named(table, names);
    if (places.size() > ColumnStatsWork.MAX_COLUMNS) {
      throw refused(
          List.of(
              new Violation(
                  "?columns",
                  "must name at most %d columns at once; these are %d"
                      .formatted(ColumnStatsWork.MAX_COLUMNS, places.size()))));
    }
    return places;
  }

  private static List<Place> named(Table table, List<String> names) {
    List<Place> places = new ArrayList<>();
    List<Violation> unknown = new ArrayList<>();
    for (String name : names) {
      // A name may itself have a comma.
      List<String> each = table.find(name).isPresent() ? List.of(name) : List.of(name.split(","));
      for (String one : each) {
        Optional<Place> place = table.find(one);
        place.filter(found -> !places.contains(found)).ifPresent(places::add);
        if (place.isEmpty()) {
          unknown.add(new Violation("?columns", "'%s' is no column of the table".formatted(one)));
        }
      }
    }
    if (!unknown.isEmpty()) {
      throw refused(unknown);
    }
    return places;
  }

  private static GranaryException refused(List<Violation> violations) {
    return new GranaryException(
        Code.VALIDATION_FAILED,
        "Cannot take the request: %d problem(s) found.".formatted(violations.size()),
        violations);
  }
}
