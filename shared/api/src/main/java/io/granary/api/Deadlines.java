package io.granary.api;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.function.aws.DefaultLambdaContextFactory;
import io.micronaut.function.aws.LambdaContextFactory;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Knows how long the invocation of the current thread may last. It takes the place of the
 * framework's own factory, which registers the Lambda context as a new singleton for every request,
 * so that each request is slower than the one before.
 */
@Singleton
@Replaces(DefaultLambdaContextFactory.class)
final class Deadlines implements LambdaContextFactory {
  private final ThreadLocal<@Nullable Context> invocation = new ThreadLocal<>();

  @Override
  public void registerSingletons(Context context) {
    invocation.set(context);
  }

  /**
   * The deadline of the invocation that begins now.
   *
   * @param declared how long it has where no runtime says so
   */
  Deadline begin(Duration declared) {
    Context context = invocation.get();
    invocation.remove();
    if (context != null) {
      return new Deadline(context::getRemainingTimeInMillis);
    }
    long end = System.nanoTime() + declared.toNanos();
    return new Deadline(() -> (end - System.nanoTime()) / 1_000_000);
  }
}
