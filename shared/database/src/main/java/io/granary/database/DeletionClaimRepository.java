package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Who is at a deletion, so that of two runs one goes on with it. */
@Singleton
public final class DeletionClaimRepository {
  private final Jdbi jdbi;

  public DeletionClaimRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Keeps others from a deletion for a while.
   *
   * @return false when somebody else is at it
   */
  public boolean claim(UUID job, Instant now, Instant until) {
    return update(
        """
        update deletions set claimed_until = :until
        where job_id = :job and (claimed_until is null or claimed_until <= :now)
        """,
        job,
        now,
        until);
  }

  /** Lets others at it again. */
  public void release(UUID job, Instant until) {
    update(
        "update deletions set claimed_until = null where job_id = :job and claimed_until = :until",
        job,
        until,
        until);
  }

  /** Lets others at everything, when nobody can be at anything. */
  public void releaseAll() {
    jdbi.useHandle(
        handle ->
            handle.execute("update deletions set claimed_until = null where ended_at is null"));
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update backups set holder = null, held_until = null where state = 'making'"));
  }

  private boolean update(String sql, UUID job, Instant now, Instant until) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("job", job)
                    .bind("now", now)
                    .bind("until", until)
                    .execute())
        == 1;
  }

  /** Takes a deletion up again; false when somebody has touched it meanwhile. */
  public boolean takeUp(Deletion deletion, Instant now) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        update deletions set sweeps = sweeps + 1, touched_at = :now
                        where job_id = :job and touched_at = :seen and ended_at is null
                        """)
                    .bind("job", deletion.jobId())
                    .bind("seen", deletion.touchedAt())
                    .bind("now", now)
                    .execute())
        == 1;
  }
}
