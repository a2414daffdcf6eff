package io.granary.models;

import io.granary.api.Access;
import io.granary.api.IfMatch;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.ResourceRef;
import io.granary.database.Model;
import io.granary.database.ModelRepository;
import io.granary.domain.GranaryException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** One model. */
@Controller
@LambdaFunction(
    name = "get-model",
    access = Access.MODEL_OWNER,
    answers = @Answer(status = 200, headers = "ETag"))
final class GetModelFunction {
  private final ModelRepository models;

  GetModelFunction(ModelRepository models) {
    this.models = models;
  }

  @Get("/api/models/{modelId}")
  HttpResponse<ModelView> get(ResourceRef ref) {
    Model model = models.find(ref.id()).orElseThrow(() -> GranaryException.notFound("model"));
    return HttpResponse.ok(ModelView.of(model)).header("ETag", IfMatch.tag(model.revision()));
  }
}
