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
import io.granary.definitions.SuggestColumnsWork.SuggestedColumns;
import io.granary.domain.Code;
import io.granary.storage.WarehouseMessage;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;

/** Suggests which columns have which role, by a job that is waited for a while. */
@Controller
@LambdaFunction(
    name = "suggest-columns",
    access = Access.MODEL_OWNER,
    replaces = "POST /api/models/{model_id}/suggest-columns/",
    sends = WarehouseMessage.QUEUE,
    uses = Use.WAREHOUSE,
    refuses = {Code.BUDGET_EXCEEDED, Code.JOB_CANCELLED, Code.UNKNOWN_USER},
    answers = {
      @Answer(status = 200, body = SuggestedColumns.class),
      @Answer(status = 202, body = JobAccepted.class)
    })
final class SuggestColumnsFunction {
  private final ModelWarehouses warehouses;
  private final JobRequests requests;

  SuggestColumnsFunction(ModelWarehouses warehouses, JobRequests requests) {
    this.warehouses = warehouses;
    this.requests = requests;
  }

  @Post("/api/models/{modelId}/suggest-columns")
  HttpResponse<?> suggest(Caller caller, ResourceRef model, @Body Tables.Request request) {
    return requests.ask(
        caller,
        SuggestColumnsWork.KIND,
        Tables.asked(model.id(), warehouses.open(model.id()), request));
  }
}
