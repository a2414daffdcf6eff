package io.granary.ingest.uploads;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.ScheduledFunction;
import io.granary.storage.ObjectKeys;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;

/** Clears away uploads that nobody has completed in time, and what was sent after one was ended. */
@LambdaFunction(
    name = "expire-uploads",
    access = Access.EVENT,
    schedule = "rate(1 hour)",
    timeoutSeconds = 300,
    snapStart = false,
    deletes = ObjectKeys.UPLOADS,
    uses = Use.UPLOAD_PARTS_ABORT)
public final class ExpireUploadsFunction extends ScheduledFunction {
  @Inject private Expiry expiry;

  /** What Lambda starts. */
  public ExpireUploadsFunction() {}

  @Creator
  public ExpireUploadsFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void run() {
    expiry.run();
  }
}
