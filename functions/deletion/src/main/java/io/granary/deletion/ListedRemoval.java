package io.granary.deletion;

import io.granary.api.Deadline;
import io.granary.database.Deletion;
import io.granary.database.ListedObjectRepository;
import io.granary.storage.Objects;
import io.granary.storage.Objects.Listed;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Removes objects that no row knows of: archives that sets came in, thumbnails, what failed
 * attempts have left. What is found is noted before it is removed, and counted after, so that each
 * counts once.
 */
@Singleton
final class ListedRemoval {
  private final ListedObjectRepository listed;
  private final Objects objects;
  private final InstantSource clock;

  ListedRemoval(ListedObjectRepository listed, Objects objects, InstantSource clock) {
    this.listed = listed;
    this.objects = objects;
    this.clock = clock;
  }

  /** Removes what there is; false when time is over before that. */
  boolean run(Deletion deletion, Deadline deadline) {
    goOn(deletion);
    for (String prefix : deletion.prefixes()) {
      try (Stream<Listed> found = objects.list(prefix)) {
        if (!run(deletion.jobId(), found.iterator(), deadline)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean run(UUID job, Iterator<Listed> found, Deadline deadline) {
    while (found.hasNext()) {
      if (deadline.isWithin(DeletionRun.RESERVE)) {
        return false;
      }
      List<String> keys = new ArrayList<>();
      long bytes = 0;
      while (found.hasNext() && keys.size() < ObjectRemoval.BATCH) {
        Listed next = found.next();
        keys.add(next.key());
        bytes += next.size();
      }
      remove(job, keys, bytes);
    }
    return true;
  }

  /** Removes what an earlier run has noted and may not have removed. */
  void goOn(Deletion deletion) {
    if (!deletion.listedKeys().isEmpty()) {
      removeNoted(deletion.jobId(), deletion.listedKeys(), deletion.listedBytes());
    }
  }

  /** Removes some objects, at most as many as one request takes, and counts them. */
  void remove(UUID job, List<String> keys, long bytes) {
    if (!keys.isEmpty()) {
      listed.list(job, keys, bytes, clock.instant());
      removeNoted(job, keys, bytes);
    }
  }

  private void removeNoted(UUID job, List<String> keys, long bytes) {
    objects.delete(keys);
    listed.count(job, keys, bytes, clock.instant());
  }
}
