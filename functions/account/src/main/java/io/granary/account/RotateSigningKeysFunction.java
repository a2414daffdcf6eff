package io.granary.account;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.ScheduledFunction;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;

/** Replaces the keys that sign access tokens, long before anybody could have worked them out. */
@LambdaFunction(
    name = "rotate-signing-keys",
    access = Access.EVENT,
    schedule = "rate(1 day)",
    snapStart = false,
    uses = Use.SIGNING_KEYS_WRITE)
public final class RotateSigningKeysFunction extends ScheduledFunction {
  @Inject private SigningKeyRotation rotation;

  /** What Lambda starts. */
  public RotateSigningKeysFunction() {}

  @Creator
  public RotateSigningKeysFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void run() {
    rotation.run();
  }
}
