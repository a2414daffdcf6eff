package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The parts of ingests; they are planned by {@link IngestRepository#plan}. */
@Singleton
public final class IngestPartRepository {
  private final Jdbi jdbi;

  public IngestPartRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How many parts there are, and how many of them are done. */
  public record PartCount(int planned, int done) {
    public boolean isComplete() {
      return done >= planned;
    }
  }

  /** The plan of a part that is not done; empty when it is, or is none. */
  public Optional<String> openPlan(UUID id, int number) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select plan from ingest_parts
                    where ingest_id = :id and number = :number and done_at is null
                    """)
                .bind("id", id)
                .bind("number", number)
                .mapTo(String.class)
                .findOne());
  }

  /** The numbers of those that are not done. */
  public List<Integer> open(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select number from ingest_parts
                    where ingest_id = :id and done_at is null order by number
                    """)
                .bind("id", id)
                .mapTo(Integer.class)
                .list());
  }

  /**
   * Marks a part as done.
   *
   * @return whether this call did; false when another has
   */
  public boolean finish(Handle handle, UUID id, int number, Instant now) {
    return handle
            .createUpdate(
                """
                update ingest_parts set done_at = :now
                where ingest_id = :id and number = :number and done_at is null
                """)
            .bind("id", id)
            .bind("number", number)
            .bind("now", now)
            .execute()
        == 1;
  }

  public PartCount count(Handle handle, UUID id) {
    return handle
        .createQuery(
            """
            select count(*) as planned, count(done_at) as done
            from ingest_parts where ingest_id = :id
            """)
        .bind("id", id)
        .map((row, _) -> new PartCount(row.getInt("planned"), row.getInt("done")))
        .one();
  }
}
