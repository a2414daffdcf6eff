package io.granary.ingest;

import io.granary.database.DatasetRepository;
import io.granary.database.DropRepository;
import io.granary.database.Ingest;
import io.granary.database.IngestIssueRepository;
import io.granary.database.IngestRepository;
import io.granary.database.JobRepository;
import io.granary.domain.Code;
import io.granary.domain.IssueLog;
import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Ends ingests that cannot go on: dataset, job, report and result all say why. */
@Singleton
final class Failures {
  private final Jdbi jdbi;
  private final IngestRepository ingests;
  private final IngestIssueRepository issues;
  private final DatasetRepository datasets;
  private final JobRepository jobs;
  private final DropRepository drops;
  private final Results results;
  private final InstantSource clock;

  Failures(
      Jdbi jdbi,
      IngestRepository ingests,
      IngestIssueRepository issues,
      DatasetRepository datasets,
      JobRepository jobs,
      DropRepository drops,
      Results results,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.ingests = ingests;
    this.issues = issues;
    this.datasets = datasets;
    this.jobs = jobs;
    this.drops = drops;
    this.results = results;
    this.clock = clock;
  }

  /**
   * Ends an ingest with a reason; one that has ended already stays as it is.
   *
   * @param found what was found before it ended
   */
  void fail(Ingest ingest, Code code, String detail, IssueLog found) {
    Instant now = clock.instant();
    jdbi.useTransaction(
        handle -> {
          var report = Report.failed(ingest, code, detail, found);
          if (!ingests.fail(handle, ingest.id(), Json.write(report), now)) {
            return;
          }
          datasets.fail(handle, ingest.datasetId(), code, detail, now);
          jobs.fail(handle, ingest.jobId(), code, detail, now);
          drops
              .ofIngest(ingest.id())
              .ifPresent(
                  drop ->
                      drops.saveResult(
                          handle,
                          drop,
                          Json.write(
                              Outcome.error(
                                  ingest.datasetId(), ingest.jobId(), code.name(), detail))));
        });
    results.writeFor(ingest.id());
  }

  /** Ends an ingest with a reason, after what its stages have found and kept. */
  void fail(Ingest ingest, Code code, String detail) {
    fail(ingest, code, detail, issues.of(ingest.id()));
  }

  /** Ends an ingest that has failed as often as it is tried. */
  void broken(UUID ingestId) {
    ingests
        .find(ingestId)
        .ifPresent(
            ingest ->
                fail(
                    ingest,
                    Code.INTERNAL,
                    "Cannot finish the ingest: it failed on every try. The log of the job has its id.",
                    issues.of(ingestId)));
  }
}
