package io.granary.database;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Begins another attempt at an ingest that has failed or was cancelled: the same ingest and dataset
 * under a new job. It goes on where the last attempt ended, because what is committed is whole:
 * without a plan it is planned; with one, the parts that are not done are done; with all parts
 * done, it is finished.
 */
@Singleton
public final class IngestRetries {
  private final IngestRepository ingests;
  private final DatasetRepository datasets;
  private final JobRetryRepository jobs;
  private final DropResultRepository drops;

  public IngestRetries(
      IngestRepository ingests,
      DatasetRepository datasets,
      JobRetryRepository jobs,
      DropResultRepository drops) {
    this.ingests = ingests;
    this.datasets = datasets;
    this.jobs = jobs;
    this.drops = drops;
  }

  /**
   * Begins an attempt, within the caller's transaction.
   *
   * @param ingest as the last attempt left it
   * @param job the identifier of the new job
   * @throws GranaryException JOB_NOT_RETRIABLE when another attempt has begun, the dataset is not
   *     in error any more, or somebody is getting rid of it; the transaction must end then
   */
  public void begin(Handle handle, Ingest ingest, UUID job, UUID user, Instant now) {
    // First, as whoever begins another ingest of the dataset does.
    if (!TrashRepository.holdStaying(handle, ingest.datasetId())) {
      throw JobRetryRepository.leaving();
    }
    jobs.insert(handle, job, ingest.jobId(), user, now);
    if (!ingests.restart(handle, ingest, job, now)) {
      throw new GranaryException(
          Code.JOB_NOT_RETRIABLE,
          "Cannot retry the job: it is being retried already, or a later one has taken its place.");
    }
    if (!ingest.isStaged()
        && !datasets.advance(handle, ingest.datasetId(), "error", "processing", now)) {
      throw new GranaryException(
          Code.JOB_NOT_RETRIABLE, "Cannot retry the job: its dataset is not in error any more.");
    }
    drops.clear(handle, ingest.id());
  }
}
