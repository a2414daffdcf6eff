package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Announcements;
import io.granary.api.Deadline;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.QueueFunction;
import io.granary.json.Json;
import io.granary.storage.ValidateMessage;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;
import java.util.UUID;

/** Validates a dataset. The database does the work, so that memory does not grow with the set. */
@LambdaFunction(
    name = "run-validation",
    access = Access.EVENT,
    queue = ValidateMessage.QUEUE,
    concurrency = 5,
    timeoutSeconds = 900,
    uses = Use.EVENTS)
public final class RunValidationFunction extends QueueFunction {
  @Inject private ValidationRun validations;
  @Inject private Announcements announcements;

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
    announcements.tell(message.jobId());
  }

  @Override
  protected void giveUp(String body) {
    UUID job = Json.read(body, ValidateMessage.class).jobId();
    validations.broken(job);
    announcements.tell(job);
  }
}
