package io.granary.ingest;

import io.granary.database.Ingest;
import io.granary.database.IngestIssueRepository;
import io.granary.database.IngestPartRepository;
import io.granary.database.IngestPartRepository.PartCount;
import io.granary.database.IngestRepository;
import io.granary.database.IngestSource;
import io.granary.database.JobRepository;
import io.granary.database.SampleRepository;
import io.granary.database.SourceFileRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueCode;
import io.granary.formats.archives.ArchiveBombException;
import io.granary.formats.archives.ArchiveKind;
import io.granary.formats.archives.ArchiveLimits;
import io.granary.formats.archives.Archives;
import io.granary.formats.archives.MemberVisitor;
import io.granary.json.Json;
import io.granary.storage.Objects;
import io.granary.storage.Queues;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Does one part of an ingest. Objects are written first, under keys that follow from the paths;
 * then all rows of the part and its end appear in one transaction. Run twice, it changes nothing;
 * the run that ends the last part sends the ingest to be finished.
 */
@Singleton
final class PartIngest {
  /** The stage under which the plan's issues are kept; parts use their numbers. */
  static final int PLAN_STAGE = -1;

  private static final int BEGUN_PERCENT = 2;
  private static final int PARTS_PERCENT = 80;

  private final Jdbi jdbi;
  private final IngestRepository ingests;
  private final IngestPartRepository parts;
  private final JobRepository jobs;
  private final SampleRepository samples;
  private final SourceFileRepository files;
  private final IngestIssueRepository issues;
  private final Objects objects;
  private final Queues queues;
  private final Results results;
  private final Failures failures;
  private final ArchiveLimits limits;
  private final InstantSource clock;

  PartIngest(
      Jdbi jdbi,
      IngestRepository ingests,
      IngestPartRepository parts,
      JobRepository jobs,
      SampleRepository samples,
      SourceFileRepository files,
      IngestIssueRepository issues,
      Objects objects,
      Queues queues,
      Results results,
      Failures failures,
      ArchiveLimits limits,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.ingests = ingests;
    this.parts = parts;
    this.jobs = jobs;
    this.samples = samples;
    this.files = files;
    this.issues = issues;
    this.objects = objects;
    this.queues = queues;
    this.results = results;
    this.failures = failures;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Does a part of an attempt; when that has ended, nothing.
   *
   * @param job the attempt's job
   */
  void run(UUID ingestId, UUID job, int number) {
    Ingest ingest =
        ingests
            .find(ingestId)
            .orElseThrow(() -> new IllegalStateException("There is no ingest " + ingestId));
    if (!ingest.state().equals("parts") || !ingest.jobId().equals(job)) {
      // Whoever ended it may have died before it said so beside the drop.
      results.writeFor(ingestId);
      return;
    }
    parts.openPlan(ingestId, number).ifPresent(plan -> run(ingest, number, plan));
    PartCount count = jdbi.withHandle(handle -> parts.count(handle, ingestId));
    if (count.isComplete()) {
      queues.send(Messages.FINISH_QUEUE, List.of(new Messages.Finish(ingestId, job)));
    }
  }

  private void run(Ingest ingest, int number, String planJson) {
    PartPlan plan = Json.read(planJson, PartPlan.class);
    IngestSource source = Json.read(ingest.source(), IngestSource.class);
    try (var keeper = new Keeper(objects, ingest)) {
      read(plan, source, keeper);
      keeper.await();
      commit(ingest, number, keeper);
    } catch (ArchiveBombException e) {
      failures.fail(ingest, Code.ARCHIVE_BOMB, e.getMessage());
    } catch (GranaryException e) {
      failures.fail(ingest, e.code(), e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot read part %d of ingest %s".formatted(number, ingest.id()), e);
    }
  }

  private void read(PartPlan plan, IngestSource source, Keeper keeper) throws IOException {
    if (plan.zip() == null) {
      for (int place : plan.sources()) {
        IngestSource.Item item = source.files().get(place);
        try (InputStream content = objects.open(item.key(), item.etag(), 0, item.size())) {
          keeper.keep(item.path(), item.size(), content);
        }
      }
      return;
    }
    IngestSource.Item archive = source.files().get(plan.sources().getFirst());
    Archives.read(
        ArchiveKind.ZIP,
        new StoredRange(objects, archive),
        plan.zip(),
        plan.root(),
        limits,
        0,
        new MemberVisitor() {
          @Override
          public boolean member(String path, long size, InputStream content) throws IOException {
            keeper.keep(path, size, content);
            return true;
          }

          @Override
          public boolean corrupt(String path, String reason) {
            keeper.issues().add(IssueCode.ENTRY_CORRUPT, path, "", reason);
            return true;
          }
        });
  }

  private void commit(Ingest ingest, int number, Keeper keeper) {
    Instant now = clock.instant();
    jdbi.useTransaction(
        handle -> {
          // First, so that of two runs of this part the second waits here and then changes nothing,
          // and so that an attempt that is being cancelled has all rows of the part, or none.
          if (!ingests.holdOpen(handle, ingest, now)
              || !parts.finish(handle, ingest.id(), number, now)) {
            return;
          }
          samples.insert(handle, keeper.samples());
          files.insert(handle, keeper.files());
          issues.save(handle, ingest.id(), number, keeper.issues());
          PartCount count = parts.count(handle, ingest.id());
          jobs.progress(
              handle,
              ingest.jobId(),
              BEGUN_PERCENT + (PARTS_PERCENT - BEGUN_PERCENT) * count.done() / count.planned(),
              "%d of %d parts".formatted(count.done(), count.planned()),
              now);
        });
  }
}
