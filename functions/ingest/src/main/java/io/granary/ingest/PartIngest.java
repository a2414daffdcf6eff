package io.granary.ingest;

import io.granary.api.Deadline;
import io.granary.database.AddedRepository;
import io.granary.database.Ingest;
import io.granary.database.IngestIssueRepository;
import io.granary.database.IngestItemRepository;
import io.granary.database.IngestPartRepository;
import io.granary.database.IngestPartRepository.OpenPart;
import io.granary.database.IngestPartRepository.PartCount;
import io.granary.database.IngestPartRepository.Reached;
import io.granary.database.IngestRepository;
import io.granary.database.JobRepository;
import io.granary.database.SampleRepository;
import io.granary.database.SourceFileRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueCode;
import io.granary.formats.archives.ArchiveBombException;
import io.granary.json.Json;
import io.granary.storage.ObjectChangedException;
import io.granary.storage.Queues;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one part of an ingest. Objects are written first, under keys that follow from the paths; the
 * rows then appear in one transaction, with the note of how far the part has come. A run that comes
 * near to its deadline leaves the rest to another message.
 */
@Singleton
final class PartIngest {
  /** The stage of {@code ingest_issues} that the plan's issues have. */
  static final int PLAN_STAGE = -1;

  private static final int BEGUN_PERCENT = 2;
  private static final int PARTS_PERCENT = 80;

  private static final Logger LOG = LoggerFactory.getLogger(PartIngest.class);

  private final Jdbi jdbi;
  private final IngestRepository ingests;
  private final IngestPartRepository parts;
  private final JobRepository jobs;
  private final SampleRepository samples;
  private final SourceFileRepository files;
  private final AddedRepository added;
  private final IngestIssueRepository issues;
  private final IngestItemRepository items;
  private final PartSource sources;
  private final Keepers keepers;
  private final Queues queues;
  private final Settling settling;
  private final Failures failures;
  private final InstantSource clock;

  PartIngest(
      Jdbi jdbi,
      IngestRepository ingests,
      IngestPartRepository parts,
      JobRepository jobs,
      SampleRepository samples,
      SourceFileRepository files,
      AddedRepository added,
      IngestIssueRepository issues,
      IngestItemRepository items,
      PartSource sources,
      Keepers keepers,
      Queues queues,
      Settling settling,
      Failures failures,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.ingests = ingests;
    this.parts = parts;
    this.jobs = jobs;
    this.samples = samples;
    this.files = files;
    this.added = added;
    this.issues = issues;
    this.items = items;
    this.sources = sources;
    this.keepers = keepers;
    this.queues = queues;
    this.settling = settling;
    this.failures = failures;
    this.clock = clock;
  }

  /**
   * Does a part of an attempt, or goes on with it; when the attempt has ended, nothing.
   *
   * @param job the attempt's job
   */
  void run(UUID ingestId, UUID job, int number, Deadline deadline) {
    Ingest ingest = ingests.find(ingestId).orElse(null);
    if (ingest == null) {
      LOG.info("Left a message alone whose dataset is gone: {}", ingestId);
      return;
    }
    if (!ingest.state().equals("parts") || !ingest.jobId().equals(job)) {
      // Whoever ended it may have died before it said so beside the drop.
      settling.say(ingestId);
      return;
    }
    parts.open(ingestId, number).ifPresent(part -> run(ingest, number, part, deadline));
    if (parts.open(ingestId, number).isPresent()) {
      queues.send(Messages.PART_QUEUE, List.of(new Messages.Part(ingestId, job, number)));
      return;
    }
    PartCount count = jdbi.withHandle(handle -> parts.count(handle, ingestId));
    if (count.isComplete()) {
      queues.send(Messages.FINISH_QUEUE, List.of(new Messages.Finish(ingestId, job)));
    }
  }

  private void run(Ingest ingest, int number, OpenPart part, Deadline deadline) {
    PartPlan plan = Json.read(part.plan(), PartPlan.class);
    try (var keeper = keepers.of(ingest)) {
      PartSource.Read read = sources.read(ingest, plan, part.passed(), keeper, deadline);
      keeper.await();
      commit(ingest, number, part.passed(), read, keeper);
    } catch (ArchiveBombException e) {
      failures.fail(ingest, Code.ARCHIVE_BOMB, e.getMessage());
    } catch (GranaryException e) {
      failures.fail(ingest, e.code(), e.getMessage());
    } catch (ObjectChangedException e) {
      failures.changed(ingest, e);
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot read part %d of ingest %s".formatted(number, ingest.id()), e);
    }
  }

  private void commit(Ingest ingest, int number, int from, PartSource.Read read, Keeper keeper) {
    Instant now = clock.instant();
    jdbi.useTransaction(
        handle -> {
          // First, so that of two runs of this part the second waits here and then changes nothing,
          // and so that an attempt that is being cancelled has all rows of the part, or none.
          if (!ingests.holdOpen(handle, ingest, now)
              || !parts.pass(
                  handle, ingest.id(), number, from, read.passed(), read.reached(), now)) {
            return;
          }
          insert(handle, ingest, keeper);
          items.take(
              handle,
              ingest.id(),
              read.files().entrySet().stream()
                  .filter(file -> !keeper.rejected().contains(file.getValue()))
                  .map(Map.Entry::getKey)
                  .toList());
          issues.add(handle, ingest.id(), number, keeper.issues());
          if (read.reached() == Reached.END) {
            PartCount count = parts.count(handle, ingest.id());
            jobs.progress(
                handle,
                ingest.jobId(),
                BEGUN_PERCENT + (PARTS_PERCENT - BEGUN_PERCENT) * count.done() / count.planned(),
                "%d of %d parts".formatted(count.done(), count.planned()),
                now);
          }
        });
  }

  private void insert(Handle handle, Ingest ingest, Keeper keeper) {
    int written =
        ingest.isStaged()
            ? added.insert(handle, keeper.samples(), keeper.files())
            : samples.insert(handle, keeper.samples()) + files.insert(handle, keeper.files());
    int doubles = keeper.samples().size() + keeper.files().size() - written;
    if (doubles > 0) {
      keeper
          .issues()
          .add(
              IssueCode.ENTRY_DUPLICATE,
              doubles,
              List.of(
                  new io.granary.domain.Issue.Example(
                      "", "", "Another archive or file of the same source has the path too")));
    }
  }
}
