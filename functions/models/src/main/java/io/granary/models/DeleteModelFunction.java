package io.granary.models;

import io.granary.api.Access;
import io.granary.api.IfMatch;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.ResourceRef;
import io.granary.database.ModelRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import java.util.Optional;

/** Deletes a model that has no datasets. */
@Controller
@LambdaFunction(
    name = "delete-model",
    access = Access.MODEL_OWNER,
    refuses = Code.MODEL_IN_USE,
    answers = @Answer(status = 204))
final class DeleteModelFunction {
  private final ModelRepository models;

  DeleteModelFunction(ModelRepository models) {
    this.models = models;
  }

  @Delete("/api/models/{modelId}")
  HttpResponse<?> delete(ResourceRef ref, IfMatch ifMatch) {
    boolean deleted = models.delete(ref.id(), ifMatch.revision());
    if (!deleted && ifMatch.revision() == null) {
      throw GranaryException.notFound("model");
    }
    ifMatch.require(deleted ? Optional.of(ref) : Optional.empty());
    return HttpResponse.noContent();
  }
}
