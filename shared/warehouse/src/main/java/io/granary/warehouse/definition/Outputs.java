package io.granary.warehouse.definition;

import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Definition.ChosenColumn;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.definition.ResolvedDefinition.TableUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names the columns of a dataset. A column is called what it is called in its table, with {@code _}
 * in place of what not every reader takes; where that is taken, its table's name comes before it.
 */
final class Outputs {
  /** Names that begin so belong to BigQuery. */
  private static final List<String> RESERVED =
      List.of("_table_", "_file_", "_partition", "_row_timestamp", "__root__", "_colidentifier");

  private static final int MAX_LENGTH = 128;

  private final Problems problems;
  private final Set<String> taken = new HashSet<>();
  private final List<Output> outputs = new ArrayList<>();

  private Outputs(Problems problems) {
    this.problems = problems;
  }

  static List<Output> of(Definition definition, Tables tables, Problems problems) {
    var outputs = new Outputs(problems);
    if (definition.columns().isEmpty()) {
      for (TableUse use : tables.all()) {
        for (Table.Place place : use.table().places()) {
          outputs.add(new Source(use, place));
        }
      }
    } else {
      outputs.choose(definition.columns(), tables);
    }
    if (outputs.outputs.isEmpty()) {
      problems.add("/columns", "must have at least one column of the tables");
    }
    return List.copyOf(outputs.outputs);
  }

  private void choose(List<ChosenColumn> columns, Tables tables) {
    for (int i = 0; i < columns.size(); i++) {
      String alias = columns.get(i).alias();
      if (alias != null && isReserved(alias)) {
        problems.add(
            "/columns/%d/alias".formatted(i),
            "begins as names do that the warehouse keeps: %s".formatted(alias));
      } else if (alias != null && !taken.add(alias.toLowerCase(Locale.ROOT))) {
        problems.add(
            "/columns/%d/alias".formatted(i), "is another column's alias: %s".formatted(alias));
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      ChosenColumn column = columns.get(i);
      Source source = tables.column("/columns/" + i, column.table(), column.column());
      if (source != null && column.alias() != null) {
        outputs.add(new Output(column.alias(), source));
      } else if (source != null) {
        add(source);
      }
    }
  }

  private void add(Source source) {
    String own = plain(String.join("_", source.place().path()));
    String name = own;
    if (taken.contains(name.toLowerCase(Locale.ROOT))) {
      name = plain(source.use().alias() + "_" + own);
    }
    for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
      name = own + "_" + number;
    }
    outputs.add(new Output(name, source));
  }

  private static String plain(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
    if (plain.isEmpty() || Character.isDigit(plain.charAt(0))) {
      plain = "_" + plain;
    }
    if (isReserved(plain)) {
      plain = "column" + plain;
    }
    return plain.length() > MAX_LENGTH ? plain.substring(0, MAX_LENGTH) : plain;
  }

  private static boolean isReserved(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return RESERVED.stream().anyMatch(lower::startsWith);
  }
}
