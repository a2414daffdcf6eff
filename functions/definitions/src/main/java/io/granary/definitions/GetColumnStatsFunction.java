package io.granary.definitions;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.JobAccepted;
import io.granary.api.JobRequests;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.Parameters;
import io.granary.api.ResourceRef;
import io.granary.definitions.ColumnStatsWork.Asked;
import io.granary.definitions.ColumnStatsWork.ColumnStats;
import io.granary.domain.Code;
import io.granary.storage.WarehouseMessage;
import io.granary.warehouse.Table;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the columns of a table hold, measured over all rows by a job that is waited for a while. */
@Controller
@LambdaFunction(
    name = "get-column-stats",
    access = Access.MODEL_OWNER,
    replaces = "GET /api/models/{model_id}/bq-tables/{table}/stats/",
    sends = WarehouseMessage.QUEUE,
    uses = Use.WAREHOUSE,
    refuses = {Code.BUDGET_EXCEEDED, Code.JOB_CANCELLED, Code.UNKNOWN_USER},
    answers = {
      @Answer(status = 200, body = ColumnStats.class),
      @Answer(status = 202, body = JobAccepted.class)
    })
final class GetColumnStatsFunction {
  private final ModelWarehouses warehouses;
  private final JobRequests requests;

  GetColumnStatsFunction(ModelWarehouses warehouses, JobRequests requests) {
    this.warehouses = warehouses;
    this.requests = requests;
  }

  /**
   * What is to be measured.
   *
   * @param columns names of columns or paths of fields, repeated or with commas between them; all
   *     of the table when it is left out, of which there may be 200
   */
  @Introspected
  record Query(@Nullable @Size(min = 1, max = 200) List<@NotNull String> columns) {}

  @Get("/api/models/{modelId}/bq-tables/{table}/stats")
  HttpResponse<?> get(Caller caller, ResourceRef model, String table, @Parameters Query query) {
    Table found = warehouses.open(model.id()).table(table);
    List<String> columns =
        Columns.of(found, query.columns()).stream().map(Table.Place::name).sorted().toList();
    return requests.ask(
        caller,
        ColumnStatsWork.KIND,
        new Asked(model.id(), found.name(), query.columns() == null ? null : columns));
  }
}
