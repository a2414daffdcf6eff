package io.granary.ingest;

import io.granary.api.Quotas;
import io.granary.database.Ingest;
import io.granary.database.IngestIssueRepository;
import io.granary.database.IngestPartRepository;
import io.granary.database.IngestRepository;
import io.granary.database.IngestSource;
import io.granary.database.JobRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueLog;
import io.granary.formats.archives.ArchiveKind;
import io.granary.formats.archives.ArchiveLimits;
import io.granary.formats.archives.ArchivePlan;
import io.granary.formats.archives.Archives;
import io.granary.json.Json;
import io.granary.storage.Objects;
import io.granary.storage.Queues;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Plans an ingest: reads the directory of its source, decides what kind of set it is, divides it
 * into parts and sends them out. Run again, it only sends what is not done.
 */
@Singleton
final class Planner {
  private static final int BEGUN_PERCENT = 2;

  private final Jdbi jdbi;
  private final IngestRepository ingests;
  private final IngestPartRepository parts;
  private final IngestIssueRepository found;
  private final JobRepository jobs;
  private final Objects objects;
  private final Queues queues;
  private final Failures failures;
  private final Results results;
  private final ArchiveLimits limits;
  private final Quotas quotas;
  private final InstantSource clock;

  Planner(
      Jdbi jdbi,
      IngestRepository ingests,
      IngestPartRepository parts,
      IngestIssueRepository found,
      JobRepository jobs,
      Objects objects,
      Queues queues,
      Failures failures,
      Results results,
      ArchiveLimits limits,
      Quotas quotas,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.ingests = ingests;
    this.parts = parts;
    this.found = found;
    this.jobs = jobs;
    this.objects = objects;
    this.queues = queues;
    this.failures = failures;
    this.results = results;
    this.limits = limits;
    this.quotas = quotas;
    this.clock = clock;
  }

  /** Plans an ingest, or goes on with one that is planned. */
  void plan(UUID ingestId) {
    Ingest ingest =
        ingests
            .find(ingestId)
            .orElseThrow(() -> new IllegalStateException("There is no ingest " + ingestId));
    switch (ingest.state()) {
      case "planning" -> {
        var issues = new IssueLog();
        try {
          write(ingest, issues);
        } catch (GranaryException refusal) {
          failures.fail(ingest, refusal.code(), refusal.getMessage(), issues);
          return;
        } catch (IOException e) {
          throw new IllegalStateException("Cannot read the source of ingest " + ingestId, e);
        }
        send(ingest);
      }
      case "parts" -> send(ingest);
      case "done" -> finish(ingest);
      default -> results.writeFor(ingestId);
    }
  }

  private void write(Ingest ingest, IssueLog issues) throws IOException {
    IngestSource source = Json.read(ingest.source(), IngestSource.class);
    var detection = new Detection();
    List<String> plans = new ArrayList<>();
    List<Integer> loose = new ArrayList<>();
    String root = "";
    for (int i = 0; i < source.files().size(); i++) {
      IngestSource.Item item = source.files().get(i);
      if (item.kind() == IngestSource.Kind.ZIP) {
        ArchivePlan plan =
            Archives.plan(
                ArchiveKind.ZIP,
                new StoredRange(objects, item),
                limits,
                issues,
                () -> false,
                detection::add);
        root = plan.root();
        for (var part : plan.parts()) {
          plans.add(Json.write(PartPlan.ofZip(i, part, plan.root())));
        }
      } else {
        detection.add(item.path(), item.size());
        loose.add(i);
      }
    }
    if (!loose.isEmpty()) {
      plans.add(Json.write(PartPlan.ofFiles(loose)));
    }
    String modality =
        Optional.ofNullable(source.modality())
            .or(detection::modality)
            .orElseThrow(
                () ->
                    new GranaryException(
                        Code.NO_SAMPLES_FOUND,
                        "Cannot make a dataset: no image or text was found among %d file(s)."
                            .formatted(detection.files())));
    String commonRoot = root;
    Instant now = clock.instant();
    jdbi.useTransaction(
        handle -> {
          quotas.take(handle, ingest.userId(), ingest.datasetId(), detection.bytes());
          if (ingests.plan(handle, ingest, commonRoot, modality, plans, now)) {
            found.save(handle, ingest.id(), PartIngest.PLAN_STAGE, issues);
            jobs.progress(handle, ingest.jobId(), BEGUN_PERCENT, "planned", now);
            jobs.log(
                handle,
                ingest.jobId(),
                "info",
                "Planned %d file(s) as %d part(s), modality %s"
                    .formatted(detection.files(), plans.size(), modality),
                now);
          }
        });
  }

  private void send(Ingest ingest) {
    List<Integer> open = parts.open(ingest.id());
    if (open.isEmpty()) {
      finish(ingest);
    } else {
      queues.send(
          Messages.PART_QUEUE,
          open.stream().map(part -> new Messages.Part(ingest.id(), ingest.jobId(), part)).toList());
    }
  }

  private void finish(Ingest ingest) {
    queues.send(Messages.FINISH_QUEUE, List.of(new Messages.Finish(ingest.id(), ingest.jobId())));
  }
}
