package io.granary.deletion;

import io.granary.api.Deadline;
import io.granary.database.Deletion;
import io.granary.database.LeftSourceRepository;
import io.granary.database.LeftSourceRepository.Source;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Removes what failed ingests have left in drop folders and uploads. A newer object under the same
 * key is another set's.
 */
@Singleton
final class SourceRemoval {
  private final LeftSourceRepository left;
  private final ListedRemoval listing;
  private final Objects objects;
  private final DeletionConfig config;

  SourceRemoval(
      LeftSourceRepository left, ListedRemoval listing, Objects objects, DeletionConfig config) {
    this.left = left;
    this.listing = listing;
    this.objects = objects;
    this.config = config;
  }

  /** Removes what there is; false when time is over before that. */
  boolean run(Deletion deletion, Deadline deadline) {
    listing.goOn(deletion);
    List<Source> page = left.page(deletion.datasetId(), null, ObjectRemoval.BATCH);
    if (page.isEmpty()) {
      return true;
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(config.parallel())) {
      while (!page.isEmpty()) {
        if (deadline.isWithin(DeletionRun.RESERVE)) {
          return false;
        }
        List<Source> there = there(pool, page);
        listing.remove(
            deletion.jobId(),
            there.stream().map(Source::key).toList(),
            there.stream().mapToLong(Source::size).sum());
        page = left.page(deletion.datasetId(), page.getLast(), ObjectRemoval.BATCH);
      }
    }
    return true;
  }

  private List<Source> there(ExecutorService pool, List<Source> page) {
    List<Future<Boolean>> answers = new ArrayList<>();
    for (Source source : page) {
      Callable<Boolean> asked =
          () ->
              objects
                  .stat(source.key())
                  .filter(stat -> stat.etag().equals(source.etag()))
                  .isPresent();
      answers.add(pool.submit(asked));
    }
    List<Source> there = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      if (ObjectRemoval.await(answers.get(i))) {
        there.add(page.get(i));
      }
    }
    return there;
  }
}
