package io.granary.definitions;

import io.granary.api.Access;
import io.granary.api.Cursors;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.api.ResourceRef;
import io.granary.domain.Code;
import io.granary.warehouse.TableInfo;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tables of a model's warehouse, in the order of their names. */
@Controller
@LambdaFunction(
    name = "list-tables",
    access = Access.MODEL_OWNER,
    replaces = "GET /api/models/{model_id}/bq-tables/",
    uses = Use.WAREHOUSE,
    refuses = Code.BUDGET_EXCEEDED)
final class ListTablesFunction {
  private static final int USUAL_LIMIT = 50;
  private static final int MEGA = 6;

  private final ModelWarehouses warehouses;
  private final Cursors cursors;

  ListTablesFunction(ModelWarehouses warehouses, Cursors cursors) {
    this.warehouses = warehouses;
    this.cursors = cursors;
  }

  /** What to list. */
  @Introspected
  record Query(
      @Nullable @Size(max = 300) String search,
      @Nullable @Min(1) @Max(200) Integer limit,
      @Nullable String cursor) {}

  /**
   * A table of a warehouse.
   *
   * @param tableId its name, by which other operations know it
   * @param rowCount how many rows it has; null for a view
   * @param sizeMb what it holds in megabytes of 1,000,000 bytes; null for a view
   * @param lastModified when its rows were last changed; null when the warehouse does not say
   */
  record TableView(
      String tableId,
      @Nullable Long rowCount,
      @Nullable BigDecimal sizeMb,
      int columnCount,
      @Nullable Instant lastModified) {
    static TableView of(TableInfo info) {
      Long bytes = info.sizeBytes();
      return new TableView(
          info.tableId(),
          info.rowCount(),
          bytes == null ? null : BigDecimal.valueOf(bytes, MEGA),
          info.columnCount(),
          info.lastModified());
    }
  }

  @Get("/api/models/{modelId}/bq-tables")
  Page<TableView> list(ResourceRef model, @Parameters Query query) {
    String search = query.search() == null ? "" : query.search().toLowerCase(Locale.ROOT);
    String scope = "tables " + model.id() + " " + search;
    String last = query.cursor() == null ? null : cursors.read(scope, query.cursor()).getFirst();
    List<TableInfo> found =
        warehouses.open(model.id()).warehouse().tables().stream()
            .filter(table -> table.tableId().toLowerCase(Locale.ROOT).contains(search))
            .sorted(Comparator.comparing(TableInfo::tableId))
            .toList();
    List<TableInfo> rest =
        found.stream()
            .filter(table -> last == null || table.tableId().compareTo(last) > 0)
            .toList();
    int most = query.limit() == null ? USUAL_LIMIT : query.limit();
    List<TableInfo> page = rest.subList(0, Math.min(most, rest.size()));
    String next =
        rest.size() > most ? cursors.write(scope, List.of(page.getLast().tableId())) : null;
    return Page.of(page.stream().map(TableView::of).toList(), next, found.size(), false);
  }
}
