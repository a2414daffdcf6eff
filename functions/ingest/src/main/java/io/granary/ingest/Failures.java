package io.granary.ingest;

import io.granary.database.Ingest;
import io.granary.database.IngestFailures;
import io.granary.database.IngestIssueRepository;
import io.granary.database.IngestRepository;
import io.granary.domain.Code;
import io.granary.domain.IssueLog;
import io.granary.storage.ObjectChangedException;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Ends ingests that cannot go on: dataset, job, report and result all say why. */
@Singleton
final class Failures {
  private final Jdbi jdbi;
  private final IngestRepository ingests;
  private final IngestIssueRepository issues;
  private final IngestFailures failures;
  private final Settling settling;
  private final InstantSource clock;

  Failures(
      Jdbi jdbi,
      IngestRepository ingests,
      IngestIssueRepository issues,
      IngestFailures failures,
      Settling settling,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.ingests = ingests;
    this.issues = issues;
    this.failures = failures;
    this.settling = settling;
    this.clock = clock;
  }

  /**
   * Ends an ingest with a reason; an attempt that has ended already stays as it is.
   *
   * @param found what was found before it ended
   */
  void fail(Ingest ingest, Code code, String detail, IssueLog found) {
    boolean isEnd =
        jdbi.inTransaction(
            handle -> failures.fail(handle, ingest, code, detail, found, clock.instant()));
    settling.say(ingest.id());
    if (isEnd) {
      settling.ask(ingest.id(), ingest.jobId());
    }
  }

  /** Ends an ingest with a reason, after what its stages have found and kept. */
  void fail(Ingest ingest, Code code, String detail) {
    fail(ingest, code, detail, issues.of(ingest.id()));
  }

  /** Ends an ingest whose source is not any more what it was. */
  void changed(Ingest ingest, ObjectChangedException e) {
    fail(
        ingest,
        Code.SOURCE_CHANGED,
        "Cannot read the source: %s. Drop or upload it again.".formatted(e.getMessage()));
  }

  /** Ends an attempt that was taken up again and again without making progress. */
  void stuck(UUID ingestId, UUID job) {
    ingests
        .find(ingestId)
        .filter(ingest -> ingest.jobId().equals(job))
        .ifPresent(
            ingest ->
                fail(
                    ingest,
                    Code.INTERNAL,
                    "Cannot finish the ingest: it was taken up again several times and made no"
                        + " progress. Retry its job."));
  }

  /** Ends an ingest that has failed as often as it is tried. */
  void broken(UUID ingestId) {
    ingests.find(ingestId).ifPresent(this::broken);
  }

  /** Ends an attempt that has failed as often as it is tried, if it is the newest. */
  void broken(UUID ingestId, UUID job) {
    ingests.find(ingestId).filter(ingest -> ingest.jobId().equals(job)).ifPresent(this::broken);
  }

  private void broken(Ingest ingest) {
    fail(
        ingest,
        Code.INTERNAL,
        "Cannot finish the ingest: it failed on every try. The log of the job has its id.");
  }
}
