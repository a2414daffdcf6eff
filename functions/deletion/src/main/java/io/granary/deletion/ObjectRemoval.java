package io.granary.deletion;

import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Removes many objects, several requests at once. */
@Singleton
final class ObjectRemoval {
  /** What one request takes. */
  static final int BATCH = 1000;

  private final Objects objects;

  ObjectRemoval(Objects objects) {
    this.objects = objects;
  }

  /** Removes objects; those that are gone already are no error. */
  void remove(ExecutorService pool, List<String> keys) {
    List<Callable<Void>> requests = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += BATCH) {
      List<String> batch = keys.subList(from, Math.min(from + BATCH, keys.size()));
      requests.add(
          () -> {
            objects.delete(batch);
            return null;
          });
    }
    try {
      for (Future<Void> request : pool.invokeAll(requests)) {
        await(request);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot remove objects: interrupted", e);
    }
  }

  /** What another thread has found; its failure is this one's. */
  static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot remove a part of a dataset", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot remove a part of a dataset: interrupted", e);
    }
  }
}
