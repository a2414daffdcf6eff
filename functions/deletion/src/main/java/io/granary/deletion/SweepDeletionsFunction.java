package io.granary.deletion;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.ScheduledFunction;
import io.granary.storage.DeletionMessage;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;

/** Takes up deletions that a crash has left lying. */
@LambdaFunction(
    name = "sweep-deletions",
    access = Access.EVENT,
    schedule = "rate(5 minutes)",
    timeoutSeconds = 120,
    snapStart = false,
    sends = DeletionMessage.QUEUE)
public final class SweepDeletionsFunction extends ScheduledFunction {
  @Inject private DeletionSweep sweep;

  /** What Lambda starts. */
  public SweepDeletionsFunction() {}

  @Creator
  public SweepDeletionsFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void run() {
    sweep.run();
  }
}
