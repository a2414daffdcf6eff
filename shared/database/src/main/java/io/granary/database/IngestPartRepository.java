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

  /**
   * A part that is not done.
   *
   * @param plan its JSON
   * @param passed how many of its members are stored and noted
   */
  public record OpenPart(String plan, int passed) {}

  /** A part that is not done; empty when it is, or is none. */
  public Optional<OpenPart> open(UUID id, int number) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select plan, passed from ingest_parts
                    where ingest_id = :id and number = :number and done_at is null
                    """)
                .bind("id", id)
                .bind("number", number)
                .map((row, _) -> new OpenPart(row.getString("plan"), row.getInt("passed")))
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

  /** How far a run has come with a part: to another member, or to its end. */
  public enum Reached {
    MEMBER,
    END
  }

  /**
   * Notes that the members of a part up to a number are stored, and that the ingest makes progress.
   *
   * @param from how many were when the run began
   * @return whether this call did; false when another run has been at it since
   */
  public boolean pass(
      Handle handle, UUID id, int number, int from, int passed, Reached reached, Instant now) {
    boolean isNew =
        handle
                .createUpdate(
                    """
                    update ingest_parts
                    set passed = :passed, done_at = case when :end then :now::timestamptz end
                    where ingest_id = :id and number = :number and passed = :from
                      and done_at is null
                    """)
                .bind("id", id)
                .bind("number", number)
                .bind("from", from)
                .bind("passed", passed)
                .bind("end", reached == Reached.END)
                .bind("now", now)
                .execute()
            == 1;
    if (isNew) {
      handle
          .createUpdate("update ingests set sweeps = 0 where id = :id and sweeps > 0")
          .bind("id", id)
          .execute();
    }
    return isNew;
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
