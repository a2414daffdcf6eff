package io.granary.definitions;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.ResourceRef;
import io.granary.domain.Code;
import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Role;
import io.granary.warehouse.roles.Roles;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a table, with what their names and types alone speak for. */
@Controller
@LambdaFunction(
    name = "get-table-schema",
    access = Access.MODEL_OWNER,
    replaces = "GET /api/models/{model_id}/bq-tables/{table}/schema/",
    uses = Use.WAREHOUSE,
    refuses = Code.BUDGET_EXCEEDED)
final class GetTableSchemaFunction {
  private final ModelWarehouses warehouses;

  GetTableSchemaFunction(ModelWarehouses warehouses) {
    this.warehouses = warehouses;
  }

  /**
   * A table's columns in their order.
   *
   * @param tableId its name
   */
  record TableSchema(String tableId, List<ColumnView> columns) {}

  /**
   * A column of a table, or a field of a STRUCT.
   *
   * @param path what other operations know it by: its name after those of the STRUCTs that it is
   *     in, with dots between them; null within an array, which has none
   * @param type as BigQuery names it
   * @param description what the warehouse says about it
   * @param suggestedRole what it may mean to a model
   * @param isJoinKey whether tables may be joined by it
   * @param fields those of a STRUCT
   */
  record ColumnView(
      String name,
      @Nullable String path,
      ColumnType type,
      Column.Mode mode,
      @Nullable String description,
      @Nullable Role suggestedRole,
      boolean isJoinKey,
      List<ColumnView> fields) {
    static ColumnView of(Column column, @Nullable String before) {
      String path = before == null ? null : before + column.name();
      String inside = path == null || column.isRepeated() ? null : path + ".";
      return new ColumnView(
          column.name(),
          path,
          column.type(),
          column.mode(),
          column.description(),
          Roles.byName(column).orElse(null),
          Roles.isJoinKey(column),
          column.fields().stream().map(field -> of(field, inside)).toList());
    }
  }

  @Get("/api/models/{modelId}/bq-tables/{table}/schema")
  TableSchema get(ResourceRef model, String table) {
    Table found = warehouses.open(model.id()).table(table);
    return new TableSchema(
        found.name(), found.columns().stream().map(column -> ColumnView.of(column, "")).toList());
  }
}
