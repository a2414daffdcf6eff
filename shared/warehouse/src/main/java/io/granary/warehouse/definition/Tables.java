package io.granary.warehouse.definition;

import io.granary.warehouse.Table;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.definition.ResolvedDefinition.TableUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables of a definition, each under the name that it has within the query. */
final class Tables {
  private static final Pattern RENAMED =
      Pattern.compile(
          "(.+?)\\s+as\\s+([A-Za-z_][A-Za-z0-9_]{0,127})",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Function<String, Optional<Table>> known;
  private final Map<String, Optional<Table>> asked = new HashMap<>();
  private final Map<String, TableUse> byAlias = new HashMap<>();
  private final List<TableUse> uses = new ArrayList<>();
  private final Map<TableUse, String> pointers = new HashMap<>();
  private final Problems problems;

  Tables(Definition definition, Function<String, Optional<Table>> known, Problems problems) {
    this.known = known;
    this.problems = problems;
    add("/primary_table", definition.primaryTable());
    List<String> others = definition.secondaryTables();
    for (int i = 0; i < others.size(); i++) {
      add("/secondary_tables/" + i, others.get(i));
    }
  }

  private void add(String pointer, String name) {
    Optional<TableUse> use = find(name).map(table -> new TableUse(name, table));
    Matcher renamed = RENAMED.matcher(name);
    if (use.isEmpty() && renamed.matches()) {
      use = find(renamed.group(1)).map(table -> new TableUse(renamed.group(2), table));
    }
    if (use.isEmpty()) {
      problems.add(pointer, "is no table of the warehouse: %s".formatted(Problems.shown(name)));
      return;
    }
    TableUse found = use.get();
    if (byAlias.putIfAbsent(found.alias().toLowerCase(Locale.ROOT), found) != null) {
      problems.add(
          pointer,
          "is there twice; give it a name of its own, as in '%s as another_name'"
              .formatted(Problems.shown(found.table().name())));
      return;
    }
    uses.add(found);
    pointers.put(found, pointer);
  }

  private Optional<Table> find(String name) {
    return asked.computeIfAbsent(name, known);
  }

  /** In the order in which they are written, the primary one first. */
  List<TableUse> all() {
    return uses;
  }

  String pointer(TableUse use) {
    return pointers.getOrDefault(use, "/primary_table");
  }

  /** The table that a reference names; a problem when there is none. */
  @Nullable TableUse table(String pointer, String name) {
    TableUse use = byAlias.get(name.toLowerCase(Locale.ROOT));
    if (use == null || !use.alias().equals(name)) {
      problems.add(
          pointer,
          "is neither the primary table nor a secondary one: %s".formatted(Problems.shown(name)));
      return null;
    }
    return use;
  }

  /** The column that a reference names; a problem when there is none. */
  @Nullable Source column(String pointer, String table, String column) {
    TableUse use = table(pointer + "/table", table);
    return use == null ? null : column(pointer + "/column", use, column);
  }

  @Nullable Source column(String pointer, TableUse use, String column) {
    Optional<Source> found = use.table().find(column).map(place -> new Source(use, place));
    if (found.isEmpty()) {
      problems.add(
          pointer,
          "is no column of table %s: %s"
              .formatted(Problems.shown(use.alias()), Problems.shown(column)));
    }
    return found.orElse(null);
  }

  /** The columns that {@code table.column} or a column's name alone may mean. */
  List<Source> named(String name) {
    List<Source> found = new ArrayList<>();
    for (TableUse use : uses) {
      if (name.startsWith(use.alias() + ".")) {
        use.table()
            .find(name.substring(use.alias().length() + 1))
            .ifPresent(place -> found.add(new Source(use, place)));
      }
    }
    if (found.isEmpty()) {
      for (TableUse use : uses) {
        use.table().find(name).ifPresent(place -> found.add(new Source(use, place)));
      }
    }
    return found;
  }
}
