package io.granary.local;

import io.granary.api.Deployed;
import io.granary.api.ScheduleRate;
import io.granary.api.ScheduledFunction;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clock that calls scheduled functions: at the start of the stack, then at their rates. */
final class Schedules implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

  private final Map<ScheduledFunction, Duration> rates;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("schedules").daemon().factory());

  Schedules(Map<ScheduledFunction, Duration> rates) {
    this.rates = rates;
  }

  /** All scheduled functions on the class path, whose collaborators the context has. */
  static Schedules of(ApplicationContext context) {
    Map<ScheduledFunction, Duration> rates = new LinkedHashMap<>();
    for (Deployed deployed : Deployed.all()) {
      deployed
          .schedule()
          .map(ScheduleRate::parse)
          .ifPresent(rate -> rates.put(function(deployed.function(), context), rate.every()));
    }
    return new Schedules(rates);
  }

  private static ScheduledFunction function(Class<?> type, ApplicationContext context) {
    try {
      return (ScheduledFunction) type.getConstructor(ApplicationContext.class).newInstance(context);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make the function " + type, e);
    }
  }

  void start() {
    for (Map.Entry<ScheduledFunction, Duration> each : rates.entrySet()) {
      Runnable call = () -> call(each.getKey());
      long every = each.getValue().toMillis();
      var _ = clock.scheduleAtFixedRate(call, 0, every, TimeUnit.MILLISECONDS);
    }
  }

  /** A clock that is told of a failure would not call again. */
  private static void call(ScheduledFunction function) {
    try {
      function.execute(Map.of());
    } catch (RuntimeException e) {
      LOG.error("A scheduled function failed: {}", function.getClass().getSimpleName(), e);
    }
  }

  @Override
  public void close() {
    clock.shutdown();
  }
}
