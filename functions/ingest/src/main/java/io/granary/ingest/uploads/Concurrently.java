package io.granary.ingest.uploads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Asks S3 many things at once, but no more than it is polite to ask. */
final class Concurrently {
  static final int USUAL = 16;

  private Concurrently() {}

  /**
   * Applies a function to all, and gives the results in the same order.
   *
   * @param most how many are under way at once
   */
  static <T, R> List<R> map(List<T> all, int most, Function<T, R> function) {
    var slots = new Semaphore(most);
    List<Future<R>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T one : all) {
        slots.acquireUninterruptibly();
        futures.add(
            threads.submit(
                () -> {
                  try {
                    return function.apply(one);
                  } finally {
                    slots.release();
                  }
                }));
      }
    }
    List<R> results = new ArrayList<>();
    for (Future<R> future : futures) {
      results.add(result(future));
    }
    return results;
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("Cannot ask the store", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking the store", e);
    }
  }
}
