package io.granary.datasets;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.database.validation.Validation;
import io.granary.database.validation.ValidationRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.UUID;

/** What the newest validation of a dataset has found; of one that never was, NOT_FOUND. */
@Controller
@LambdaFunction(
    name = "get-validation",
    access = Access.DATASET_VIEWER,
    refuses = Code.DATASET_NOT_READY,
    answers = @Answer(status = 200, body = Validation.class))
final class GetValidationFunction {
  private final ReadyDatasets datasets;
  private final ValidationRepository validations;

  GetValidationFunction(ReadyDatasets datasets, ValidationRepository validations) {
    this.datasets = datasets;
    this.validations = validations;
  }

  /** A validation that is JSON already. */
  record Kept(@JsonValue @JsonRawValue String json) {}

  @Get("/api/datasets/{datasetId}/validation")
  Kept get(Caller caller, DatasetRef ref) {
    UUID dataset = datasets.get(ref.id(), caller.id()).id();
    return validations
        .find(dataset)
        .map(Kept::new)
        .orElseThrow(
            () ->
                new GranaryException(
                    Code.NOT_FOUND,
                    "Cannot give a validation: the dataset was never validated."
                        + " POST /api/datasets/%s/validate does it.".formatted(dataset)));
  }
}
