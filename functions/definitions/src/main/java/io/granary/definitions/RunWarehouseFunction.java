package io.granary.definitions;

import io.granary.api.Access;
import io.granary.api.Announcements;
import io.granary.api.Deadline;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.QueueFunction;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.granary.storage.WarehouseMessage;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;
import java.util.UUID;

/** Does the work of jobs that ask a warehouse, which does most of it. */
@LambdaFunction(
    name = "run-warehouse",
    access = Access.EVENT,
    queue = WarehouseMessage.QUEUE,
    uses = {Use.EVENTS, Use.WAREHOUSE},
    timeoutSeconds = 900)
public final class RunWarehouseFunction extends QueueFunction {
  @Inject private WarehouseJobs jobs;
  @Inject private Announcements announcements;

  /** What Lambda starts. */
  public RunWarehouseFunction() {}

  @Creator
  public RunWarehouseFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void take(String body, Deadline deadline) {
    UUID job = Json.read(body, WarehouseMessage.class).jobId();
    jobs.run(job, deadline);
    announcements.tell(job);
  }

  @Override
  protected void giveUp(String body) {
    UUID job = Json.read(body, WarehouseMessage.class).jobId();
    jobs.broken(job);
    announcements.tell(job);
  }

  @Override
  protected void giveUp(String body, RuntimeException cause) {
    if (cause instanceof GranaryException refusal) {
      UUID job = Json.read(body, WarehouseMessage.class).jobId();
      jobs.refused(job, refusal);
      announcements.tell(job);
    } else {
      giveUp(body);
    }
  }
}
