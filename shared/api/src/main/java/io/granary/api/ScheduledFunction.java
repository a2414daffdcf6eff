package io.granary.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A function that the clock calls, at the rate that its {@link LambdaFunction#schedule} says. The
 * clock may call late, twice, or while an earlier call is still at it, so that a call must be safe
 * to repeat.
 */
public abstract class ScheduledFunction extends MicronautRequestHandler<Map<String, Object>, Void> {
  /** What Lambda starts. */
  protected ScheduledFunction() {}

  /** Takes its collaborators from a context that is already up. */
  protected ScheduledFunction(ApplicationContext context) {
    super(context);
  }

  /** Takes whatever the clock sends; nothing in it decides anything. */
  @Override
  public final @Nullable Void execute(Map<String, Object> event) {
    MDC.put("function", new Deployed(getClass()).name());
    try {
      run();
    } finally {
      MDC.remove("function");
    }
    return null;
  }

  /** Does what is due; runs again when it throws. */
  protected abstract void run();
}
