package io.granary.database;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The ends of ingests, and which of them were told. */
@Singleton
public final class IngestEndRepository {
  private final Jdbi jdbi;

  public IngestEndRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(End.class, Databases.mapper(End.class));
  }

  /**
   * How an attempt has ended.
   *
   * @param owner the username of the dataset's owner
   * @param name of the dataset
   * @param datasetStatus ready or error
   * @param jobStatus completed, failed or cancelled
   * @param code why it is in error
   */
  public record End(
      UUID ingestId,
      UUID jobId,
      UUID datasetId,
      String owner,
      String name,
      String datasetStatus,
      String jobStatus,
      @Nullable String code) {}

  /** The end of the newest attempt, if it has ended and was not told. */
  public Optional<End> untold(UUID ingest) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select i.id as ingest_id, i.job_id, i.dataset_id, u.username as owner, d.name,
                      d.status as dataset_status, j.status as job_status, d.error_code as code
                    from ingests i
                      join datasets d on d.id = i.dataset_id
                      join users u on u.id = d.owner_id
                      join jobs j on j.id = i.job_id
                    where i.id = :ingest and i.state in ('done', 'failed') and not i.dry_run
                      and i.told_job_id is distinct from i.job_id
                    """)
                .bind("ingest", ingest)
                .mapTo(End.class)
                .findOne());
  }

  /** Notes that an end was told. */
  public void markTold(End end) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update ingests set told_job_id = :jobId
                    where id = :ingestId and job_id = :jobId
                    """)
                .bindMethods(end)
                .execute());
  }
}
