package io.granary.definitions;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.JobAccepted;
import io.granary.api.JobRequests;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.ResourceRef;
import io.granary.definitions.DetectJoinsWork.DetectedJoins;
import io.granary.domain.Code;
import io.granary.storage.WarehouseMessage;
import io.granary.warehouse.definition.Definition;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds how tables belong together, and checks how somebody has joined them, by a job that is
 * waited for a while.
 */
@Controller
@LambdaFunction(
    name = "detect-joins",
    access = Access.MODEL_OWNER,
    replaces = "POST /api/models/{model_id}/detect-joins/",
    sends = WarehouseMessage.QUEUE,
    uses = Use.WAREHOUSE,
    refuses = {Code.BUDGET_EXCEEDED, Code.JOB_CANCELLED, Code.UNKNOWN_USER},
    answers = {
      @Answer(status = 200, body = DetectedJoins.class),
      @Answer(status = 202, body = JobAccepted.class)
    })
final class DetectJoinsFunction {
  private static final int MAX_JOINS = 50;

  private final ModelWarehouses warehouses;
  private final JobRequests requests;

  DetectJoinsFunction(ModelWarehouses warehouses, JobRequests requests) {
    this.warehouses = warehouses;
    this.requests = requests;
  }

  /**
   * Where to look.
   *
   * @param tables among which joins are looked for; all when this and {@code joins} are left out,
   *     of which there may be 50, without those that cannot be read or are too dear
   * @param joins joins that somebody made, which are checked; at most 50
   */
  @Introspected
  record Request(
      @Nullable @Size(min = 1, max = Tables.MAX) List<@NotNull String> tables,
      @Nullable @Size(max = MAX_JOINS) List<@NotNull @Valid HandmadeJoin> joins) {}

  /** Columns of two tables, or of one, that somebody takes for equal. */
  @Introspected
  record HandmadeJoin(
      @NotNull @Size(min = 1, max = Definition.MAX_NAME) String leftTable,
      @NotNull @Size(min = 1, max = Definition.MAX_NAME) String leftColumn,
      @NotNull @Size(min = 1, max = Definition.MAX_NAME) String rightTable,
      @NotNull @Size(min = 1, max = Definition.MAX_NAME) String rightColumn) {}

  @Post("/api/models/{modelId}/detect-joins")
  HttpResponse<?> detect(Caller caller, ResourceRef model, @Body Request request) {
    return requests.ask(
        caller, DetectJoinsWork.KIND, asked(model.id(), warehouses.open(model.id()), request));
  }

  private static DetectJoinsWork.Asked asked(UUID model, ModelWarehouse opened, Request request) {
    List<HandmadeJoin> joins = request.joins() == null ? List.of() : request.joins();
    if (request.tables() == null && !joins.isEmpty()) {
      return new DetectJoinsWork.Asked(model, List.of(), Tables.Choice.NAMED, joins);
    }
    Tables.Asked tables = Tables.asked(model, opened, new Tables.Request(request.tables()));
    return new DetectJoinsWork.Asked(model, tables.tables(), tables.choice(), joins);
  }
}
