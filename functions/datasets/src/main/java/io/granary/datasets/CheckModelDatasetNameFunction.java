package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.datasets.FreeNames.Availability;
import io.granary.datasets.FreeNames.Request;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;

/** Says whether the caller may give a name to a new dataset of a model. */
@Controller
@LambdaFunction(
    name = "check-model-dataset-name",
    access = Access.MODEL_OWNER,
    replaces = "POST /api/models/{model_id}/datasets/check-name/")
final class CheckModelDatasetNameFunction {
  private final FreeNames names;

  CheckModelDatasetNameFunction(FreeNames names) {
    this.names = names;
  }

  @Post("/api/models/{modelId}/datasets/check-name")
  Availability check(Caller caller, @Body Request request) {
    return names.check(caller.id(), request);
  }
}
