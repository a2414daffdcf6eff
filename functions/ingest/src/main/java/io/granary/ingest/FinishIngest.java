package io.granary.ingest;

import io.granary.api.QueueFunction.Busy;
import io.granary.database.AddedRepository;
import io.granary.database.AnnotationRepository;
import io.granary.database.AuditRepository;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.database.DropResult;
import io.granary.database.DropResultRepository;
import io.granary.database.Ingest;
import io.granary.database.Ingest.Mode;
import io.granary.database.IngestBeginRepository;
import io.granary.database.IngestIssueRepository;
import io.granary.database.IngestPartRepository;
import io.granary.database.IngestRepository;
import io.granary.database.JobRepository;
import io.granary.database.ProjectRepository;
import io.granary.database.SampleRepository;
import io.granary.database.SourceFileRepository;
import io.granary.database.TotalsRepository;
import io.granary.domain.Code;
import io.granary.domain.Ids;
import io.granary.domain.IssueLog;
import io.granary.ingest.Completion.Completed;
import io.granary.ingest.Outcome.Ended;
import io.granary.ingest.Outcome.NoSamples;
import io.granary.ingest.Outcome.Tried;
import io.granary.json.Json;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an ingest whose parts are done. All rows appear in one transaction, of a dry run none; what
 * lies outside of the database follows it and can be repeated.
 */
@Singleton
final class FinishIngest {
  private static final int BEGUN_PERCENT = 85;

  private static final Logger LOG = LoggerFactory.getLogger(FinishIngest.class);

  private final Jdbi jdbi;
  private final IngestRepository ingests;
  private final IngestBeginRepository begins;
  private final IngestPartRepository parts;
  private final IngestIssueRepository found;
  private final DatasetRepository datasets;
  private final JobRepository jobs;
  private final ProjectRepository projects;
  private final SampleRepository samples;
  private final SourceFileRepository files;
  private final AddedRepository added;
  private final AnnotationRepository annotations;
  private final TotalsRepository totals;
  private final AuditRepository audit;
  private final DropResultRepository drops;
  private final Objects objects;
  private final Completion completion;
  private final Settling settling;
  private final Failures failures;
  private final InstantSource clock;

  FinishIngest(
      Jdbi jdbi,
      IngestRepository ingests,
      IngestBeginRepository begins,
      IngestPartRepository parts,
      IngestIssueRepository found,
      DatasetRepository datasets,
      JobRepository jobs,
      ProjectRepository projects,
      SampleRepository samples,
      SourceFileRepository files,
      AddedRepository added,
      AnnotationRepository annotations,
      TotalsRepository totals,
      AuditRepository audit,
      DropResultRepository drops,
      Objects objects,
      Completion completion,
      Settling settling,
      Failures failures,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.ingests = ingests;
    this.begins = begins;
    this.parts = parts;
    this.found = found;
    this.datasets = datasets;
    this.jobs = jobs;
    this.projects = projects;
    this.samples = samples;
    this.files = files;
    this.added = added;
    this.annotations = annotations;
    this.totals = totals;
    this.audit = audit;
    this.drops = drops;
    this.objects = objects;
    this.completion = completion;
    this.settling = settling;
    this.failures = failures;
    this.clock = clock;
  }

  /**
   * Ends an attempt, or repeats what follows its end; when it was ended otherwise, nothing.
   *
   * @param job the attempt's job
   * @throws Busy when another run is at it
   */
  void run(UUID ingestId, UUID job) {
    Ingest ingest = ingests.find(ingestId).orElse(null);
    if (ingest == null) {
      LOG.info("Left a message alone whose dataset is gone: {}", ingestId);
      return;
    }
    if (!ingest.jobId().equals(job)) {
      return;
    }
    if (ingest.state().equals("parts")) {
      finish(ingest);
    }
    settling.settle(ingestId);
  }

  private void finish(Ingest ingest) {
    Instant now = clock.instant();
    jdbi.useTransaction(
        handle -> {
          if (!ingests.holdOpen(handle, ingest, now)) {
            return;
          }
          if (!ingest.isStaged()) {
            datasets.advance(handle, ingest.datasetId(), "processing", "validating", now);
          }
          jobs.progress(handle, ingest.jobId(), BEGUN_PERCENT, "reading annotations", now);
        });
    String name =
        datasets.find(ingest.datasetId(), ingest.userId()).map(Dataset::name).orElse("dry run");
    Outcome outcome =
        jdbi.inTransaction(
            handle -> {
              if (!ingests.claimFinish(handle, ingest.id())) {
                throw new Busy("Another run finishes " + ingest.id());
              }
              return isOpen(ingest) && parts.count(handle, ingest.id()).isComplete()
                  ? finish(handle, ingest, name)
                  : new Ended();
            });
    switch (outcome) {
      case NoSamples _ ->
          failures.fail(
              ingest,
              Code.NO_SAMPLES_FOUND,
              "Cannot make a dataset: none of its files could be taken as a sample.");
      case Tried(Completed done) -> report(ingest, done);
      case Ended _ -> {}
    }
  }

  /** As it is now, after a run that had the claim before may have ended it. */
  private boolean isOpen(Ingest ingest) {
    return ingests
        .find(ingest.id())
        .filter(now -> now.state().equals("parts") && now.jobId().equals(ingest.jobId()))
        .isPresent();
  }

  private Outcome finish(Handle handle, Ingest ingest, String name) {
    Instant now = clock.instant();
    if (ingest.dryRun() && ingest.mode() == Mode.CREATE) {
      begins.makeUnseen(handle, ingest, name, now);
    }
    if (ingest.isStaged()) {
      added.merge(handle, ingest.id());
    }
    if (totals.ofDataset(handle, ingest.datasetId()).samples() == 0) {
      handle.rollback();
      return new NoSamples();
    }
    IssueLog issues = found.of(handle, ingest.id());
    UUID project = Ids.derived(ingest.datasetId(), "project");
    var loaded =
        new AnnotationLoad(handle, samples, files, annotations, objects, ingest, now)
            .load(project, projects.classes(handle, ingest.datasetId()), issues);
    Completed done = completion.complete(handle, ingest, project, name, loaded, issues, now);
    if (ingest.dryRun()) {
      handle.rollback();
      return new Tried(done);
    }
    String summary = Json.write(done.summary());
    if (!ingests.finish(handle, ingest, summary, Json.write(done.report()), now)) {
      // It was cancelled meanwhile, so that nothing of this may stay.
      handle.rollback();
      return new Ended();
    }
    datasets.ready(handle, ingest.datasetId(), done.counts(), now);
    end(handle, ingest, done, summary, now);
    audit.add(
        handle,
        ingest.datasetId(),
        ingest.mode() == Mode.ADD ? "samples_added" : "uploaded",
        jobs.find(ingest.jobId()).map(job -> job.createdBy()).orElse(ingest.userId()),
        ingest.jobId().toString(),
        Map.of("samples", done.brought(), "annotations", done.summary().annotationsImported()));
    drops.save(
        handle,
        ingest.id(),
        Json.write(DropResult.ready(ingest.datasetId(), ingest.jobId(), Json.tree(summary))));
    return new Ended();
  }

  /** Ends a dry run, whose report is the result of its job. */
  private void report(Ingest ingest, Completed done) {
    Instant now = clock.instant();
    String report = Json.write(done.report());
    jdbi.useTransaction(
        handle -> {
          if (ingests.finish(handle, ingest, Json.write(done.summary()), report, now)) {
            added.clear(handle, ingest.id());
            end(handle, ingest, done, report, now);
          }
        });
  }

  private void end(Handle handle, Ingest ingest, Completed done, String result, Instant now) {
    jobs.log(
        handle,
        ingest.jobId(),
        "info",
        "%d sample(s), %d annotation(s) imported, %d skipped"
            .formatted(
                done.brought(),
                done.summary().annotationsImported(),
                done.summary().annotationsSkipped()),
        now);
    jobs.complete(handle, ingest.jobId(), result, now);
  }
}
