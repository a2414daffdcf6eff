package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The ends of jobs, and which of them were told. */
@Singleton
public final class JobEndRepository {
  private final Jdbi jdbi;

  public JobEndRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(End.class, Databases.mapper(End.class));
  }

  /**
   * How a job has ended.
   *
   * @param kind ingest or validate
   * @param owner the username of the dataset's owner
   * @param name of the dataset
   * @param datasetStatus ready or error
   * @param jobStatus completed, failed or cancelled
   * @param code why it, or for an ingest its dataset, is in error
   */
  public record End(
      UUID jobId,
      String kind,
      UUID datasetId,
      String owner,
      String name,
      String datasetStatus,
      String jobStatus,
      @Nullable String code) {}

  /**
   * The end of a job, if it has ended and was not told. Of an ingest only the newest attempt is
   * told, and of a dry run none.
   */
  public Optional<End> untold(UUID job) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select j.id as job_id, j.kind, d.id as dataset_id, u.username as owner, d.name,
                      d.status as dataset_status, j.status as job_status,
                      case when i.id is not null then d.error_code
                           when j.status = 'cancelled' then 'JOB_CANCELLED'
                           else j.error_code end as code
                    from jobs j
                      left join ingests i on i.job_id = j.id
                      join datasets d on d.id = j.dataset_id
                      join users u on u.id = d.owner_id
                    where j.id = :job and j.told_at is null
                      and j.status in ('completed', 'failed', 'cancelled')
                      and case when j.kind = 'ingest'
                            then i.state in ('done', 'failed') and not i.dry_run
                            else true end
                    """)
                .bind("job", job)
                .mapTo(End.class)
                .findOne());
  }

  /** Notes that an end was told. */
  public void markTold(End end, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update jobs set told_at = :now where id = :jobId")
                .bindMethods(end)
                .bind("now", now)
                .execute());
  }
}
