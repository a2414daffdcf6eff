package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.api.ResourceRef;
import io.granary.datasets.Comparisons.Request;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;

/** Puts two to five datasets of one model side by side, as compare-datasets does. */
@Controller
@LambdaFunction(
    name = "compare-model-datasets",
    access = Access.MODEL_OWNER,
    replaces = "POST /api/models/{model_id}/datasets/compare/")
final class CompareModelDatasetsFunction {
  private final Comparisons comparisons;

  CompareModelDatasetsFunction(Comparisons comparisons) {
    this.comparisons = comparisons;
  }

  @Post("/api/models/{modelId}/datasets/compare")
  Comparison compare(Caller caller, ResourceRef model, @Body Request request) {
    return comparisons.of(caller, request, model.id());
  }
}
