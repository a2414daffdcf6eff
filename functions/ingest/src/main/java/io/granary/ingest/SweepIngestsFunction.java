package io.granary.ingest;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.ScheduledFunction;
import io.granary.storage.IngestMessage;
import io.granary.storage.ObjectKeys;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;

/** Takes up ingests that a crash has left lying, and ends those that make no progress. */
@LambdaFunction(
    name = "sweep-ingests",
    access = Access.EVENT,
    schedule = "rate(5 minutes)",
    timeoutSeconds = 120,
    snapStart = false,
    writes = ObjectKeys.DROP,
    sends = {IngestMessage.QUEUE, Messages.FINISH_QUEUE},
    uses = Use.EVENTS)
public final class SweepIngestsFunction extends ScheduledFunction {
  @Inject private Sweep sweep;

  /** What Lambda starts. */
  public SweepIngestsFunction() {}

  @Creator
  public SweepIngestsFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void run() {
    sweep.run();
  }
}
