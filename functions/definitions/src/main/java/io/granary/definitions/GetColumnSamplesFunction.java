package io.granary.definitions;

import static java.util.Objects.requireNonNull;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.Parameters;
import io.granary.api.ResourceRef;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Query;
import io.granary.warehouse.Table;
import io.granary.warehouse.sql.SampleSql;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some values of a column, which differ and are not null. They are the most frequent of the first
 * 100,000 that the warehouse gives, most frequent first, so that it does not take longer for a
 * larger table.
 */
@Controller
@LambdaFunction(
    name = "get-column-samples",
    access = Access.MODEL_OWNER,
    replaces = "GET /api/models/{model_id}/bq-tables/{table}/columns/{column}/samples/",
    uses = Use.WAREHOUSE,
    refuses = Code.BUDGET_EXCEEDED)
final class GetColumnSamplesFunction {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final ModelWarehouses warehouses;
  private final Ids ids;

  GetColumnSamplesFunction(ModelWarehouses warehouses, Ids ids) {
    this.warehouses = warehouses;
    this.ids = ids;
  }

  /**
   * How many are wanted.
   *
   * @param limit the most values; 20 when it is left out
   */
  @Introspected
  record Limit(@Nullable @Min(1) @Max(MOST) Integer limit) {}

  /**
   * Values of a column.
   *
   * @param column its name, or the path of a field with dots
   * @param type as BigQuery names it
   * @param values as JSON shows them; texts are cut after 1,000 characters, bytes are base64, and
   *     what cannot be told apart by itself (arrays, STRUCTs, JSON) is a text of JSON
   */
  record ColumnSamples(String tableId, String column, ColumnType type, List<Object> values) {}

  @Get("/api/models/{modelId}/bq-tables/{table}/columns/{column}/samples")
  ColumnSamples get(ResourceRef model, String table, String column, @Parameters Limit limit) {
    ModelWarehouse opened = warehouses.open(model.id());
    Table found = opened.table(table);
    Table.Place place = found.find(column).orElseThrow(() -> GranaryException.notFound("column"));
    int most = limit.limit() == null ? USUAL : limit.limit();
    String sql =
        SampleSql.of(opened.warehouse().dialect(), opened.warehouse().source(), found, place, most);
    List<Object> values =
        opened
            .warehouse()
            .query(new Query(ids.next(), "samples", sql, opened.maxBytes(), most))
            .values()
            .stream()
            .map(row -> requireNonNull(row.getFirst()))
            .toList();
    return new ColumnSamples(found.name(), place.name(), place.column().type(), values);
  }
}
