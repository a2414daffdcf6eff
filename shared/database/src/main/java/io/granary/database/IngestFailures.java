package io.granary.database;

import io.granary.domain.Code;
import io.granary.domain.IssueLog;
import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Ends ingests that do not become a dataset. The ingest, its dataset, its job and its drop say why,
 * in the caller's transaction; the ingest's row decides between two who end it at once. Rows that
 * its parts have left stay, unseen, for another attempt.
 */
@Singleton
public final class IngestFailures {
  private final IngestRepository ingests;
  private final IngestIssueRepository issues;
  private final DatasetRepository datasets;
  private final JobRepository jobs;
  private final DropResultRepository drops;

  public IngestFailures(
      IngestRepository ingests,
      IngestIssueRepository issues,
      DatasetRepository datasets,
      JobRepository jobs,
      DropResultRepository drops) {
    this.ingests = ingests;
    this.issues = issues;
    this.datasets = datasets;
    this.jobs = jobs;
    this.drops = drops;
  }

  /**
   * Ends an ingest that cannot go on.
   *
   * @param found what was found before it ended
   * @return false when this attempt has ended already; nothing is changed then
   */
  public boolean fail(
      Handle handle, Ingest ingest, Code code, String detail, IssueLog found, Instant now) {
    boolean ended = end(handle, ingest, code, detail, found, now);
    if (ended) {
      jobs.fail(handle, ingest.jobId(), code, detail, now);
    }
    return ended;
  }

  /**
   * Ends an ingest because somebody wants it to.
   *
   * @return false when this attempt has ended already; nothing is changed then
   */
  public boolean cancel(Handle handle, Ingest ingest, String username, Instant now) {
    String detail = "Cannot finish the ingest: it was cancelled by %s.".formatted(username);
    boolean ended =
        end(handle, ingest, Code.JOB_CANCELLED, detail, issues.of(handle, ingest.id()), now);
    return ended && jobs.cancel(handle, ingest.jobId(), username, now);
  }

  private boolean end(
      Handle handle, Ingest ingest, Code code, String detail, IssueLog found, Instant now) {
    String report = Json.write(IngestReport.failed(ingest, code, detail, found));
    if (!ingests.fail(handle, ingest, report, now)) {
      return false;
    }
    if (!ingest.isStaged()) {
      datasets.fail(handle, ingest.datasetId(), code, detail, now);
    }
    String result =
        Json.write(DropResult.error(ingest.datasetId(), ingest.jobId(), code.name(), detail));
    drops.save(handle, ingest.id(), result);
    return true;
  }
}
