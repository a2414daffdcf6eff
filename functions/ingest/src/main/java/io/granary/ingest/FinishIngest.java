package io.granary.ingest;

import io.granary.api.QueueFunction.Busy;
import io.granary.database.AuditRepository;
import io.granary.database.DatasetRepository;
import io.granary.database.DropRepository;
import io.granary.database.DropResult;
import io.granary.database.Ingest;
import io.granary.database.IngestIssueRepository;
import io.granary.database.IngestPartRepository;
import io.granary.database.IngestRepository;
import io.granary.database.JobRepository;
import io.granary.database.SampleRepository;
import io.granary.database.SourceFileRepository;
import io.granary.domain.Code;
import io.granary.domain.Ids;
import io.granary.domain.IssueLog;
import io.granary.json.Json;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Ends an ingest whose parts are done. All rows appear in one transaction; what lies outside of the
 * database follows it and can be repeated: the source moves to the dataset, the result is written.
 */
@Singleton
final class FinishIngest {
  private static final int BEGUN_PERCENT = 85;

  private final Jdbi jdbi;
  private final IngestRepository ingests;
  private final IngestPartRepository parts;
  private final IngestIssueRepository found;
  private final DatasetRepository datasets;
  private final JobRepository jobs;
  private final SampleRepository samples;
  private final SourceFileRepository files;
  private final AuditRepository audit;
  private final DropRepository drops;
  private final Objects objects;
  private final Completion completion;
  private final SourceMove sources;
  private final Results results;
  private final Failures failures;
  private final InstantSource clock;

  FinishIngest(
      Jdbi jdbi,
      IngestRepository ingests,
      IngestPartRepository parts,
      IngestIssueRepository found,
      DatasetRepository datasets,
      JobRepository jobs,
      SampleRepository samples,
      SourceFileRepository files,
      AuditRepository audit,
      DropRepository drops,
      Objects objects,
      Completion completion,
      SourceMove sources,
      Results results,
      Failures failures,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.ingests = ingests;
    this.parts = parts;
    this.found = found;
    this.datasets = datasets;
    this.jobs = jobs;
    this.samples = samples;
    this.files = files;
    this.audit = audit;
    this.drops = drops;
    this.objects = objects;
    this.completion = completion;
    this.sources = sources;
    this.results = results;
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
    Ingest ingest =
        ingests
            .find(ingestId)
            .orElseThrow(() -> new IllegalStateException("There is no ingest " + ingestId));
    if (!ingest.jobId().equals(job)) {
      return;
    }
    if (ingest.state().equals("parts")) {
      finish(ingest);
    }
    ingests
        .find(ingestId)
        .ifPresent(
            ended -> {
              boolean isDone = ended.state().equals("done");
              if (isDone) {
                sources.keep(ended);
              }
              // Also that of one that failed, whose end may have come before it was said.
              results.writeFor(ingestId);
              if (isDone) {
                sources.clear(ended);
              }
            });
  }

  private void finish(Ingest ingest) {
    Instant now = clock.instant();
    jdbi.useTransaction(
        handle -> {
          if (!ingests.holdOpen(handle, ingest, now)) {
            return;
          }
          datasets.advance(handle, ingest.datasetId(), "processing", "validating", now);
          jobs.progress(handle, ingest.jobId(), BEGUN_PERCENT, "reading annotations", now);
        });
    boolean hasSamples =
        jdbi.inTransaction(
            handle -> {
              if (!ingests.claimFinish(handle, ingest.id())) {
                throw new Busy("Another run finishes " + ingest.id());
              }
              return !isOpen(ingest)
                  || !parts.count(handle, ingest.id()).isComplete()
                  || finish(handle, ingest);
            });
    if (!hasSamples) {
      failures.fail(
          ingest,
          Code.NO_SAMPLES_FOUND,
          "Cannot make a dataset: none of its files could be taken as a sample.");
    }
  }

  /** As it is now, after a run that had the claim before may have ended it. */
  private boolean isOpen(Ingest ingest) {
    return ingests
        .find(ingest.id())
        .filter(now -> now.state().equals("parts") && now.jobId().equals(ingest.jobId()))
        .isPresent();
  }

  /** Says whether there is any sample; without, nothing is written. */
  private boolean finish(Handle handle, Ingest ingest) {
    if (samples.totals(handle, ingest.datasetId()).samples() == 0) {
      return false;
    }
    Instant now = clock.instant();
    IssueLog issues = found.of(handle, ingest.id());
    UUID project = Ids.derived(ingest.datasetId(), "project");
    var loaded =
        new AnnotationLoad(handle, samples, files, objects, ingest, now).load(project, issues);
    Completion.Completed done = completion.complete(handle, ingest, project, loaded, issues, now);
    String summary = Json.write(done.summary());
    if (!ingests.finish(handle, ingest, summary, Json.write(done.report()), now)) {
      // It was cancelled meanwhile, so that nothing of this may stay.
      handle.rollback();
      return true;
    }
    datasets.ready(handle, ingest.datasetId(), done.counts(), now);
    jobs.log(
        handle,
        ingest.jobId(),
        "info",
        "%d sample(s), %d annotation(s) imported, %d skipped"
            .formatted(done.counts().totalSamples(), loaded.imported(), loaded.skipped()),
        now);
    jobs.complete(handle, ingest.jobId(), summary, now);
    audit.add(
        handle,
        ingest.datasetId(),
        "uploaded",
        ingest.userId(),
        ingest.jobId().toString(),
        Map.of(
            "samples",
            done.counts().totalSamples(),
            "annotations",
            done.counts().annotationCount()));
    drops.saveResult(
        handle,
        ingest.id(),
        Json.write(DropResult.ready(ingest.datasetId(), ingest.jobId(), Json.tree(summary))));
    return true;
  }
}
