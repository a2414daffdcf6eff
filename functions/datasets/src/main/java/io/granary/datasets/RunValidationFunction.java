package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Deadline;
import io.granary.api.LambdaFunction;
import io.granary.api.QueueFunction;
import io.granary.json.Json;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;

/** Validates a dataset. The database does the work, so that memory does not grow with the set. */
@LambdaFunction(
    name = "run-validation",
    access = Access.EVENT,
    queue = ValidateMessage.QUEUE,
    concurrency = 5,
    timeoutSeconds = 900)
public final class RunValidationFunction extends QueueFunction {
  @Inject private ValidationRun validations;

  /** What Lambda starts. */
  public RunValidationFunction() {}

  @Creator
  public RunValidationFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void take(String body, Deadline deadline) {
    ValidateMessage message = Json.read(body, ValidateMessage.class);
    validations.run(message.datasetId(), message.jobId());
  }

  @Override
  protected void giveUp(String body) {
    validations.broken(Json.read(body, ValidateMessage.class).jobId());
  }
}
