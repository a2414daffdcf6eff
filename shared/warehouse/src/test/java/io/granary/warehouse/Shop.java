package io.granary.warehouse;

import io.granary.json.Json;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.Resolver;
import java.util.List;
import java.util.Optional;

/** The tables of a shop, and definitions over them. */
public final class Shop {
  public static final WarehouseSource SOURCE =
      new WarehouseSource("bigquery", "proj-1", "raw_data", null);

  private static final List<Table> TABLES =
      List.of(
          new Table(
              "transactions",
              List.of(
                  Column.of("user_id", ColumnType.STRING),
                  Column.of("product_id", ColumnType.INT64),
                  Column.of("ts", ColumnType.TIMESTAMP),
                  Column.of("amount", ColumnType.FLOAT64),
                  Column.of("paid", ColumnType.NUMERIC),
                  new Column(
                      "place",
                      ColumnType.STRUCT,
                      Column.Mode.NULLABLE,
                      List.of(Column.of("city", ColumnType.STRING)),
                      null),
                  new Column("tags", ColumnType.STRING, Column.Mode.REPEATED, List.of(), null))),
          new Table(
              "users",
              List.of(
                  Column.of("id", ColumnType.STRING),
                  Column.of("born", ColumnType.DATE),
                  Column.of("ts", ColumnType.DATETIME),
                  Column.of("parent", ColumnType.STRING))));

  private Shop() {}

  public static Optional<Table> table(String name) {
    return TABLES.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  /** Resolves a definition written as JSON with single quotes. */
  public static ResolvedDefinition resolve(String json) {
    return Resolver.resolve(Json.read(json.replace('\'', '"'), Definition.class), Shop::table);
  }
}
