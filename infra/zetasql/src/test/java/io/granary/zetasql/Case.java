package io.granary.zetasql;

import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.definition.Resolver;
import io.granary.warehouse.sql.DatasetSql;
import io.granary.warehouse.sql.DatasetSql.Part;
import io.granary.warehouse.sql.Dialect;
import java.util.List;

/** A definition over a world. */
record Case(World world, Definition definition, ResolvedDefinition resolved) {
  static Case of(World world, Definition definition) {
    return new Case(world, definition, Resolver.resolve(definition, world::table));
  }

  /** One of the types that both engines have, with rows. */
  static Case executed(long seed) {
    var dice = new Dice(seed);
    World world = Worlds.executed(dice);
    return of(world, Definitions.of(dice, world));
  }

  /** One of every type, without rows; every second counts from today. */
  static Case analysed(long seed) {
    var dice = new Dice(seed);
    World world = Worlds.analysed(dice);
    Definition made = Definitions.of(dice, world);
    return of(world, seed % 2 == 0 ? made : today(made));
  }

  private static Definition today(Definition made) {
    return new Definition(
        made.primaryTable(),
        made.secondaryTables(),
        made.joins(),
        made.columns(),
        made.columnMapping(),
        made.filters(),
        made.split(),
        null);
  }

  DatasetSql bigQuery(WarehouseSource source) {
    return new DatasetSql(resolved, source, Dialect.bigQuery());
  }

  DatasetSql bigQuery() {
    return bigQuery(Analyser.SOURCE);
  }

  DatasetSql duckDb() {
    return new DatasetSql(resolved, Analyser.SOURCE, Dialect.duckDb());
  }

  List<Part> parts() {
    return resolved.split() == null ? List.of(Part.FULL) : List.of(Part.values());
  }

  /** The names of its columns. */
  List<String> names() {
    return resolved.outputs().stream().map(Output::name).toList();
  }

  /** The names of its tables, each as often as it is read. */
  List<String> tables() {
    return resolved.tables().stream().map(use -> use.table().name()).sorted().toList();
  }
}
