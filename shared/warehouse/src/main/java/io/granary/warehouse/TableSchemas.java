package io.granary.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.json.Json;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.TableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The columns of tables as JSON, so that a definition can be resolved without asking the warehouse.
 * Descriptions are left out: they change nothing.
 */
public final class TableSchemas {
  private TableSchemas() {}

  /** The tables that a definition reads, each once, in the order in which they are joined. */
  public static List<Table> of(ResolvedDefinition definition) {
    return definition.tables().stream().map(TableUse::table).distinct().toList();
  }

  /** Writes tables so that equal ones give equal text. */
  public static String write(List<Table> tables) {
    return tree(tables).toString();
  }

  /** The same as a tree. */
  public static ArrayNode tree(List<Table> tables) {
    ArrayNode all = Json.mapper().createArrayNode();
    for (Table table : tables) {
      ObjectNode each = all.addObject().put("name", table.name());
      write(each.putArray("columns"), table.columns());
    }
    return all;
  }

  private static void write(ArrayNode into, List<Column> columns) {
    for (Column column : columns) {
      ObjectNode each = into.addObject().put("name", column.name());
      each.put("type", column.type().name());
      if (column.mode() != Column.Mode.NULLABLE) {
        each.put("mode", column.mode().name());
      }
      if (!column.fields().isEmpty()) {
        write(each.putArray("fields"), column.fields());
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static List<Table> read(String json) {
    List<Table> tables = new ArrayList<>();
    for (JsonNode each : Json.tree(json)) {
      tables.add(new Table(each.path("name").asText(), columns(each.path("columns"))));
    }
    return tables;
  }

  private static List<Column> columns(JsonNode all) {
    List<Column> columns = new ArrayList<>();
    for (JsonNode each : all) {
      columns.add(
          new Column(
              each.path("name").asText(),
              ColumnType.valueOf(each.path("type").asText()),
              Column.Mode.valueOf(each.path("mode").asText(Column.Mode.NULLABLE.name())),
              columns(each.path("fields")),
              null));
    }
    return columns;
  }

  /** What resolves a definition over these tables alone. */
  public static Function<String, Optional<Table>> lookup(List<Table> tables) {
    return name -> tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }
}
