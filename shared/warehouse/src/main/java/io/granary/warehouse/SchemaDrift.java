package io.granary.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a table differs from what it was.
 *
 * @param column its name, or the path of a field with dots; null for the whole table
 * @param before the type that it had; null for what is new
 * @param after the type that it has; null for what is gone
 */
public record SchemaDrift(
    String table,
    @Nullable String column,
    Change change,
    @Nullable String before,
    @Nullable String after) {
  /** What has become of a table or column. */
  public enum Change {
    GONE,
    NEW,
    /** It has another type. */
    RETYPED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** No more are told. */
  private static final int MAX = 100;

  /**
   * Compares tables with what they are now, by the names of what holds one value or an array.
   *
   * @param now gives a table by its name
   * @return at most 100 differences, in the order of tables and columns
   */
  public static List<SchemaDrift> of(List<Table> before, Function<String, Optional<Table>> now) {
    List<SchemaDrift> all = new ArrayList<>();
    for (Table table : before) {
      Optional<Table> found = now.apply(table.name());
      if (found.isPresent()) {
        compare(table, found.get(), all);
      } else {
        all.add(new SchemaDrift(table.name(), null, Change.GONE, null, null));
      }
    }
    return List.copyOf(all.subList(0, Math.min(MAX, all.size())));
  }

  private static void compare(Table before, Table after, List<SchemaDrift> all) {
    for (Table.Place place : before.places()) {
      String was = type(place.column());
      Optional<String> is = after.find(place.name()).map(found -> type(found.column()));
      if (is.isEmpty()) {
        all.add(new SchemaDrift(before.name(), place.name(), Change.GONE, was, null));
      } else if (!is.get().equals(was)) {
        all.add(new SchemaDrift(before.name(), place.name(), Change.RETYPED, was, is.get()));
      }
    }
    for (Table.Place place : after.places()) {
      if (before.find(place.name()).isEmpty()) {
        all.add(
            new SchemaDrift(before.name(), place.name(), Change.NEW, null, type(place.column())));
      }
    }
  }

  private static String type(Column column) {
    return column.isRepeated() ? "ARRAY<" + column.type() + ">" : column.type().name();
  }

  /** The same as a sentence for people. */
  public String sentence() {
    String name = column == null ? "The table " + table : "The column " + table + "." + column;
    return switch (change) {
      case GONE -> name + " is gone.";
      case NEW -> name + " is new.";
      case RETYPED -> "%s was %s and is %s.".formatted(name, before, after);
    };
  }
}
