package io.granary.deletion;

import io.granary.api.Deadline;
import io.granary.database.AuditRepository;
import io.granary.database.ContentRemovalRepository;
import io.granary.database.Deletion;
import io.granary.database.Deletion.Removed;
import io.granary.database.Deletion.Step;
import io.granary.database.DeletionRepository;
import io.granary.database.JobRepository;
import io.granary.database.ListedObjectRepository;
import io.granary.database.TrashRepository;
import io.granary.database.dependants.Dependant;
import io.granary.database.dependants.Dependant.Found;
import io.granary.database.dependants.Dependants;
import io.granary.deletion.DeletedDataset.Saved;
import io.granary.json.Json;
import io.granary.storage.ObjectKeys;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Removes a dataset for good, step by step; each step may be done again. */
@Singleton
final class Purge {
  /** Rows of one table that go in one transaction. */
  private static final int ROWS = 5000;

  private final Jdbi jdbi;
  private final DeletionRepository deletions;
  private final ListedObjectRepository listed;
  private final ContentRemovalRepository contents;
  private final TrashRepository trash;
  private final Dependants dependants;
  private final JobRepository jobs;
  private final AuditRepository audit;
  private final ContentRemoval content;
  private final SourceRemoval sources;
  private final ListedRemoval listing;
  private final DeletionConfig config;
  private final InstantSource clock;

  Purge(
      Jdbi jdbi,
      DeletionRepository deletions,
      ListedObjectRepository listed,
      ContentRemovalRepository contents,
      TrashRepository trash,
      Dependants dependants,
      JobRepository jobs,
      AuditRepository audit,
      ContentRemoval content,
      SourceRemoval sources,
      ListedRemoval listing,
      DeletionConfig config,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.deletions = deletions;
    this.listed = listed;
    this.contents = contents;
    this.trash = trash;
    this.dependants = dependants;
    this.jobs = jobs;
    this.audit = audit;
    this.content = content;
    this.sources = sources;
    this.listing = listing;
    this.config = config;
    this.clock = clock;
  }

  /** Samples and files, and what failed attempts have left; false when time is over before that. */
  boolean content(Deletion deletion, Deadline deadline) {
    if (!content.run(deletion, deadline) || !sources.run(deletion, deadline)) {
      return false;
    }
    Instant now = now();
    jdbi.useTransaction(
        handle -> {
          if (deletions.advance(handle, deletion, Step.ROWS, now)) {
            UUID dataset = deletion.datasetId();
            // Now, because the rows that tell go next.
            Map<String, Found> found = dependants.find(handle, dataset);
            deletions.count(
                handle,
                deletion.jobId(),
                new Removed(
                    0,
                    0,
                    found.getOrDefault("versions", Found.NONE).count(),
                    found.getOrDefault("projects", Found.NONE).count(),
                    0,
                    0,
                    List.of()),
                now);
            listed.locate(handle, deletion.jobId(), prefixes(handle, dataset));
          }
        });
    return true;
  }

  private List<String> prefixes(Handle handle, UUID dataset) {
    List<String> prefixes = new ArrayList<>();
    trash
        .bringers(handle, dataset)
        .forEach(user -> prefixes.add(ObjectKeys.dataset(user, dataset)));
    prefixes.add(ObjectKeys.thumbnails(dataset));
    return prefixes;
  }

  /** Rows of all other kinds; false when time is over before they are gone. */
  boolean rows(Deletion deletion, Deadline deadline) {
    for (Dependant each : dependants.all()) {
      long removed;
      do {
        if (deadline.isWithin(DeletionRun.RESERVE)) {
          return false;
        }
        removed = jdbi.inTransaction(handle -> each.remove(handle, deletion.datasetId(), ROWS));
      } while (removed > 0);
    }
    jdbi.useTransaction(handle -> deletions.advance(handle, deletion, Step.LISTING, now()));
    return true;
  }

  /** What came while rows went; nobody adds any while the dataset is held. */
  private void removeRows(Handle handle, UUID dataset) {
    for (Dependant each : dependants.all()) {
      long removed;
      do {
        removed = each.remove(handle, dataset, ROWS);
      } while (removed > 0);
    }
  }

  /** Objects that no row knows of, and the dataset itself; false when time is over before that. */
  boolean listing(Deletion deletion, Deadline deadline, @Nullable Saved saved) {
    if (!listing.run(deletion, deadline)) {
      return false;
    }
    Instant now = now();
    jdbi.useTransaction(
        handle -> {
          // It was hidden long ago, unless somebody has not waited for its time in the trash.
          boolean isQuiet =
              trash
                  .hold(handle, deletion.datasetId())
                  .map(kept -> kept.deletedAt())
                  .filter(at -> at.plus(config.settleAfter()).isBefore(now))
                  .isPresent();
          if (contents.isLeft(handle, deletion.datasetId())) {
            // Somebody has still added while it went.
            deletions.advance(handle, deletion, Step.CONTENT, now);
            return;
          }
          if (!deletions.advance(handle, deletion, Step.SETTLING, now)) {
            return;
          }
          removeRows(handle, deletion.datasetId());
          Deletion last = deletions.find(handle, deletion.jobId()).orElseThrow();
          trash.remove(handle, deletion.datasetId());
          DeletedDataset result = DeletedDataset.removed(last, now, saved);
          audit.add(
              handle,
              deletion.datasetId(),
              "purged",
              deletion.userId(),
              deletion.requestId(),
              Map.of(
                  "name",
                  deletion.datasetName(),
                  "samples",
                  last.removed().images(),
                  "annotations",
                  last.removed().annotations(),
                  "objects",
                  last.removed().keys(),
                  "bytes",
                  last.removed().bytes()));
          jobs.complete(handle, deletion.jobId(), Json.write(result), now);
          if (isQuiet) {
            deletions.end(handle, deletion.jobId(), now);
          }
        });
    return true;
  }

  /**
   * Looks for objects once more, when whoever was still writing must have ended. They are in no
   * summary.
   *
   * @param end of the job
   * @return false when it is too early, or time is over before that
   */
  boolean settle(Deletion deletion, Instant end, Deadline deadline) {
    if (end.plus(config.settleAfter()).isAfter(clock.instant())
        || !listing.run(deletion, deadline)) {
      return false;
    }
    jdbi.useTransaction(handle -> deletions.end(handle, deletion.jobId(), now()));
    return true;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
