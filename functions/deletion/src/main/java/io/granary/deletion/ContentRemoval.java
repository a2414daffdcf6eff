package io.granary.deletion;

import io.granary.api.Deadline;
import io.granary.database.ContentRemovalRepository;
import io.granary.database.ContentRemovalRepository.Page;
import io.granary.database.Deletion;
import io.granary.database.DeletionRepository;
import io.granary.database.JobRepository;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Removes the samples and files of a dataset: the objects of a page, then its rows. While rows go,
 * the objects of the next page do.
 */
@Singleton
final class ContentRemoval {
  private final Jdbi jdbi;
  private final ContentRemovalRepository contents;
  private final DeletionRepository deletions;
  private final JobRepository jobs;
  private final ObjectRemoval objects;
  private final DeletionConfig config;
  private final InstantSource clock;

  ContentRemoval(
      Jdbi jdbi,
      ContentRemovalRepository contents,
      DeletionRepository deletions,
      JobRepository jobs,
      ObjectRemoval objects,
      DeletionConfig config,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.contents = contents;
    this.deletions = deletions;
    this.jobs = jobs;
    this.objects = objects;
    this.config = config;
    this.clock = clock;
  }

  /** Gives pages in their order. */
  private interface Source {
    Optional<Page> after(@Nullable String place);
  }

  /** Removes what there is; false when time is over before that. */
  boolean run(Deletion deletion, Deadline deadline) {
    int most = config.parallel() * ObjectRemoval.BATCH;
    // Besides the requests, one removes rows and one reads the next page.
    try (ExecutorService pool = Executors.newFixedThreadPool(config.parallel() + 2)) {
      return all(
              pool,
              deletion,
              deadline,
              place -> contents.samples(deletion.datasetId(), place, most))
          && all(
              pool, deletion, deadline, place -> contents.files(deletion.datasetId(), place, most));
    }
  }

  private boolean all(ExecutorService pool, Deletion deletion, Deadline deadline, Source source) {
    Future<?> rows = CompletableFuture.completedFuture(null);
    Optional<Page> page = source.after(null);
    while (page.isPresent() && !deadline.isWithin(DeletionRun.RESERVE)) {
      Page current = page.get();
      Future<Optional<Page>> next = pool.submit(() -> source.after(current.last()));
      objects.remove(pool, current.keys());
      ObjectRemoval.await(rows);
      rows = pool.submit(() -> removeRows(deletion, current));
      page = ObjectRemoval.await(next);
    }
    ObjectRemoval.await(rows);
    return page.isEmpty();
  }

  private void removeRows(Deletion deletion, Page page) {
    jdbi.useTransaction(
        handle -> {
          var removed = contents.remove(handle, deletion.datasetId(), page);
          deletions.count(handle, deletion.jobId(), removed, clock.instant());
          jobs.progress(
              handle,
              deletion.jobId(),
              DeletionRun.CONTENT_PERCENT,
              "removing samples",
              clock.instant());
        });
  }
}
