package io.granary.ingest;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs writes on virtual threads, with a bounded number of them and 64 MiB under way; one at a time
 * runs in the caller's thread. After one has failed no further one is begun.
 */
final class BoundedWrites implements AutoCloseable {
  private static final int MAX_KIB = 64 << 10;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int parallel;
  private final Semaphore slots;
  private final Semaphore kib = new Semaphore(MAX_KIB);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  BoundedWrites(int parallel) {
    this.parallel = parallel;
    this.slots = new Semaphore(parallel);
  }

  /**
   * Starts a write, once there is room for it.
   *
   * @param bytes what it holds in memory
   * @throws IllegalStateException when an earlier one has failed
   */
  void add(int bytes, Runnable write) {
    if (parallel == 1) {
      write.run();
      return;
    }
    int weight = Math.min(MAX_KIB, (bytes >> 10) + 1);
    kib.acquireUninterruptibly(weight);
    slots.acquireUninterruptibly();
    check();
    threads.execute(
        () -> {
          try {
            write.run();
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          } finally {
            slots.release();
            kib.release(weight);
          }
        });
  }

  /**
   * Waits for all writes.
   *
   * @throws IllegalStateException when one of them has failed
   */
  void await() {
    slots.acquireUninterruptibly(parallel);
    slots.release(parallel);
    check();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }

  private void check() {
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("Cannot write an object", failed);
    }
  }
}
