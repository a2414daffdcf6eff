package io.granary.deletion;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.ScheduledFunction;
import io.granary.storage.DeletionMessage;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;

/** Begins to remove datasets whose time in the trash is over, and removes old backups. */
@LambdaFunction(
    name = "purge-expired",
    access = Access.EVENT,
    schedule = "rate(1 day)",
    timeoutSeconds = 900,
    snapStart = false,
    sends = DeletionMessage.QUEUE,
    uses = Use.BACKUPS_DELETE)
public final class PurgeExpiredFunction extends ScheduledFunction {
  @Inject private Expiry expiry;

  /** What Lambda starts. */
  public PurgeExpiredFunction() {}

  @Creator
  public PurgeExpiredFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void run() {
    expiry.run();
  }
}
