package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What was left lying: ingests without progress, and ends that were not followed up. */
@Singleton
public final class IngestSweepRepository {
  private static final int PAGE = 1000;

  private final Jdbi jdbi;

  public IngestSweepRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** An attempt; how often it was taken up again since it last made progress. */
  public record Attempt(UUID ingestId, UUID jobId, int sweeps) {}

  /**
   * At most 1,000 attempts that go on but were not touched for a while, which is twice as long each
   * time that they were taken up again; oldest first.
   */
  public List<Attempt> untouched(Duration pause, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id as ingest_id, job_id, sweeps from ingests
                    where state in ('planning', 'parts')
                      and updated_at + power(2, sweeps) * :pause * interval '1 second' <= :now
                    order by updated_at, id limit :limit
                    """)
                .bind("pause", pause.toSeconds())
                .bind("now", now)
                .bind("limit", PAGE)
                .map(Databases.mapper(Attempt.class))
                .list());
  }

  /** At most 1,000 that ended between two times, and of which not all that follows was done. */
  public List<Attempt> unsettled(Instant from, Instant to) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id as ingest_id, job_id, sweeps from ingests
                    where state in ('done', 'failed') and settled_at is null
                      and updated_at between :from and :to
                    order by updated_at, id limit :limit
                    """)
                .bind("from", from)
                .bind("to", to)
                .bind("limit", PAGE)
                .map(Databases.mapper(Attempt.class))
                .list());
  }

  /** Whether an attempt is still as it was found. */
  public boolean isUntouched(Attempt attempt) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) = 1 from ingests
                    where id = :ingestId and job_id = :jobId and sweeps = :sweeps
                      and state in ('planning', 'parts')
                    """)
                .bindMethods(attempt)
                .mapTo(Boolean.class)
                .one());
  }

  /** Notes that an attempt is taken up again; false when it has ended, or another has noted it. */
  public boolean takeUp(Handle handle, Attempt attempt, Instant now) {
    return handle
            .createUpdate(
                """
                update ingests set sweeps = sweeps + 1, updated_at = :now
                where id = :ingestId and job_id = :jobId and sweeps = :sweeps
                  and state in ('planning', 'parts')
                """)
            .bindMethods(attempt)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Notes that everything that follows the end of an attempt was done. */
  public void settle(UUID ingest, UUID job, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update ingests set settled_at = :now
                    where id = :ingest and job_id = :job and state in ('done', 'failed')
                    """)
                .bind("ingest", ingest)
                .bind("job", job)
                .bind("now", now)
                .execute());
  }
}
