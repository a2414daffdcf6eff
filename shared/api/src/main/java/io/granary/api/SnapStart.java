package io.granary.api;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a function when Lambda copies its process (SnapStart). Before, it does what its
 * first event would have to do for the first time, and then every bean that is a {@link Resource}
 * lets go of what cannot be copied; in each copy these beans start afresh. What fails before is
 * only logged, and is given up after ten seconds (all of the first kind together): a function that
 * cannot be warmed still works. A copy that fails to start afresh must not serve.
 *
 * <p>Lambda's runtime is found by the property {@code org.crac.Core.Compat}, which it sets itself.
 */
public final class SnapStart implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(SnapStart.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The runtime remembers weakly. */
  private static final List<SnapStart> REGISTERED = new CopyOnWriteArrayList<>();

  private final ApplicationContext context;
  private final Supplier<List<Primer>> primers;
  private final Duration patience;

  /**
   * @param primers asked for when the process is to be copied, in their order; none of them may
   *     change anything outside the process
   */
  SnapStart(ApplicationContext context, Supplier<List<Primer>> primers) {
    this.context = context;
    this.primers = primers;
    this.patience =
        context.getProperty("granary.snap-start.patience", Duration.class).orElse(PATIENCE);
  }

  /** Something that is done once before the process is copied. */
  record Primer(String name, Step step) {}

  /** Work that may fail. */
  interface Step {
    void run() throws Exception;
  }

  /** Has the runtime call this. */
  void register() {
    REGISTERED.add(this);
    Core.getGlobalContext().register(this);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> runtime) {
    long end = System.nanoTime() + patience.toNanos();
    for (Primer primer : primers.get()) {
      attempt(primer.name(), primer.step(), Duration.ofNanos(end - System.nanoTime()));
    }
    for (Resource resource : resources()) {
      attempt(
          resource.getClass().getSimpleName(),
          () -> resource.beforeCheckpoint(Core.getGlobalContext()),
          patience);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> runtime) throws Exception {
    for (Resource resource : resources()) {
      resource.afterRestore(Core.getGlobalContext());
    }
  }

  private List<Resource> resources() {
    return List.copyOf(context.getBeansOfType(Resource.class));
  }

  /**
   * In a virtual thread, since such a one can be interrupted while it waits for a network, and is
   * gone when it ends.
   */
  private static void attempt(String name, Step step, Duration patience) {
    if (!patience.isPositive()) {
      LOG.warn("There was no time left to prepare for a snapshot: {}", name);
      return;
    }
    var task =
        new FutureTask<>(
            () -> {
              step.run();
              return true;
            });
    Thread thread = Thread.ofVirtual().name("before-checkpoint-" + name).start(task);
    try {
      task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      LOG.warn("Could not prepare for a snapshot: {}", name, e.getCause());
    } catch (TimeoutException _) {
      LOG.warn("Could not prepare for a snapshot in time: {}", name);
      task.cancel(true);
      await(thread);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(Thread thread) {
    try {
      if (!thread.join(PATIENCE)) {
        LOG.warn("A thread goes into the snapshot: {}", thread.getName());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
