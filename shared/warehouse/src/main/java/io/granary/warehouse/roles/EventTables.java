package io.granary.warehouse.roles;

import io.granary.warehouse.Table;
import io.granary.warehouse.names.Concept;
import io.granary.warehouse.names.KeyName;
import io.granary.warehouse.names.Words;
import io.granary.warehouse.statistics.ColumnStatistics;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a table, from 0 to 1, has a row for each thing that happened. */
final class EventTables {
  private static final Set<String> EVENTS =
      Words.set(
          "event events sale sales click clicks view views pageviews rating ratings"
              + " review reviews interaction interactions log logs payment payments line lines"
              + " detail details booking bookings fact facts fct activity activities history");

  private EventTables() {}

  /** Scores a table; {@code figures} are of its columns, by name, and may be empty. */
  static double score(Table table, Map<String, ColumnStatistics> figures) {
    boolean hasDate = false;
    boolean hasMeasure = false;
    int references = 0;
    for (Table.Place place : table.places()) {
      KeyName key = KeyName.of(place.name());
      hasDate |= place.column().type().hasDate();
      hasMeasure |= place.column().type().isNumber() && key.isMeasureOrText();
      references += isReference(table, key, figures.get(place.name())) ? 1 : 0;
    }
    double score = (hasDate ? 0.25 : 0) + (hasMeasure ? 0.15 : 0) + 0.2 * Math.min(2, references);
    return Math.min(1, score + (isEventName(table.name()) ? 0.3 : 0));
  }

  /** Whether a column tells of something that has a table of its own. */
  private static boolean isReference(Table table, KeyName key, @Nullable ColumnStatistics figures) {
    if (key.isGeneric() || key.isOf(table.name())) {
      return false;
    }
    Double uniqueness = figures == null ? null : figures.uniqueness();
    boolean isRepeated = uniqueness == null || uniqueness < 0.999;
    return isRepeated
        && Concept.of(key.entity().getLast())
            .filter(
                concept ->
                    concept == Concept.USER
                        || concept == Concept.PRODUCT
                        || concept == Concept.SESSION
                        || concept == Concept.ORDER)
            .isPresent();
  }

  private static boolean isEventName(String table) {
    return Words.of(table).stream()
        .anyMatch(
            word ->
                EVENTS.contains(word)
                    || Concept.of(word).filter(concept -> concept == Concept.ORDER).isPresent());
  }
}
