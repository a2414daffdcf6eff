package io.granary.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Runs writes on virtual threads, with at most 8 of them and 64 MiB under way. */
final class BoundedWrites implements AutoCloseable {
  private static final int PARALLEL = 8;
  private static final int MAX_KIB = 64 << 10;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore slots = new Semaphore(PARALLEL);
  private final Semaphore kib = new Semaphore(MAX_KIB);
  private final List<Future<?>> running = new ArrayList<>();

  /**
   * Starts a write, once there is room for it.
   *
   * @param bytes what it holds in memory
   */
  void add(int bytes, Runnable write) {
    int weight = Math.min(MAX_KIB, (bytes >> 10) + 1);
    kib.acquireUninterruptibly(weight);
    slots.acquireUninterruptibly();
    if (running.size() >= 1024) {
      running.removeIf(BoundedWrites::isDone);
    }
    running.add(
        threads.submit(
            () -> {
              try {
                write.run();
              } finally {
                slots.release();
                kib.release(weight);
              }
            }));
  }

  /** Waits for all writes; throws what one of them threw. */
  void await() {
    running.forEach(BoundedWrites::result);
    running.clear();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }

  private static boolean isDone(Future<?> write) {
    if (write.isDone()) {
      result(write);
      return true;
    }
    return false;
  }

  private static void result(Future<?> write) {
    try {
      write.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot write an object", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while writing objects", e);
    }
  }
}
