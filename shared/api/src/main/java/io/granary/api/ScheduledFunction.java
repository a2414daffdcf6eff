package io.granary.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.MicronautRequestHandler;
import java.util.List;
import java.util.Map;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A function that the clock calls, at the rate that its {@link LambdaFunction#schedule} says. The
 * clock may call late, twice, or while an earlier call is still at it, so that a call must be safe
 * to repeat.
 */
public abstract class ScheduledFunction extends MicronautRequestHandler<Map<String, Object>, Void> {
  private final SnapStart snapStart;

  /** What Lambda starts. */
  @SuppressWarnings("this-escape") // The runtime calls back when the function is complete.
  protected ScheduledFunction() {
    Startup.checkEvents(applicationContext, getClass());
    this.snapStart = snapStart(applicationContext);
    snapStart.register();
  }

  /** Takes its collaborators from a context that is already up. */
  @SuppressWarnings("this-escape")
  protected ScheduledFunction(ApplicationContext context) {
    super(context);
    this.snapStart = snapStart(context);
  }

  private static SnapStart snapStart(ApplicationContext context) {
    return new SnapStart(context, () -> List.of(Primers.database(context)));
  }

  @Override
  protected final ApplicationContextBuilder newApplicationContextBuilder() {
    return Startup.context();
  }

  /** What the runtime calls around a snapshot. */
  public final Resource snapStart() {
    return snapStart;
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
