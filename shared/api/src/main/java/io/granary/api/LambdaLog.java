package io.granary.api;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * Makes every log line one JSON object, in Lambda. No setting can: the JDK looks for the formatter
 * that a configuration names where the runtime's own classes are, and there ours is not.
 */
@ContextConfigurer
public final class LambdaLog implements ApplicationContextConfigurer {
  /** Held, because the JDK forgets loggers that nobody holds. */
  private static final Logger ROOT = Logger.getLogger("");

  @Override
  public void configure(ApplicationContextBuilder builder) {
    if (System.getenv("LAMBDA_TASK_ROOT") != null) {
      for (Handler handler : ROOT.getHandlers()) {
        handler.setFormatter(new JsonLogFormatter());
      }
    }
  }
}
