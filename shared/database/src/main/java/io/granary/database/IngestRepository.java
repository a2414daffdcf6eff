package io.granary.database;

import io.granary.database.Databases.JsonText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Ingests and their parts. */
@Singleton
public final class IngestRepository {
  private static final String COLUMNS =
      """
      id, dataset_id, job_id, user_id, state, source, root, modality, parts_planned, summary,
      report, created_at
      """;

  private final Jdbi jdbi;

  public IngestRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Ingest.class, Databases.mapper(Ingest.class));
  }

  /** How many parts there are, and how many of them are done. */
  public record PartCount(int planned, int done) {
    public boolean isComplete() {
      return done >= planned;
    }
  }

  public void insert(
      Handle handle, UUID id, UUID dataset, UUID job, UUID user, String source, Instant now) {
    handle
        .createUpdate(
            """
            insert into ingests
              (id, dataset_id, job_id, user_id, state, source, created_at, updated_at)
            values (:id, :dataset, :job, :user, 'planning', :source, :now, :now)
            """)
        .bind("id", id)
        .bind("dataset", dataset)
        .bind("job", job)
        .bind("user", user)
        .bind("source", new JsonText(source))
        .bind("now", now)
        .execute();
  }

  public Optional<Ingest> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from ingests where id = :id")
                .bind("id", id)
                .mapTo(Ingest.class)
                .findOne());
  }

  /** The newest ingest of a dataset. */
  public Optional<Ingest> newest(UUID dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from ingests where dataset_id = :dataset"
                        + " order by created_at desc, id desc limit 1")
                .bind("dataset", dataset)
                .mapTo(Ingest.class)
                .findOne());
  }

  /** Ingests that should be going on but were not touched since a time. */
  public List<UUID> openSince(Instant untouchedSince) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id from ingests
                    where state in ('planning', 'parts') and updated_at <= :time
                    order by updated_at
                    """)
                .bind("time", untouchedSince)
                .mapTo(UUID.class)
                .list());
  }

  /**
   * Locks an ingest until the transaction ends.
   *
   * @return empty when somebody else has it
   */
  public Optional<Ingest> lock(Handle handle, UUID id) {
    return handle
        .createQuery(
            "select " + COLUMNS + " from ingests where id = :id for no key update skip locked")
        .bind("id", id)
        .mapTo(Ingest.class)
        .findOne();
  }

  /**
   * Writes the plan, once.
   *
   * @param parts JSON of each part, in the order of their numbers
   * @return whether this call wrote it
   */
  public boolean plan(
      Handle handle, UUID id, String root, String modality, List<String> parts, Instant now) {
    int changed =
        handle
            .createUpdate(
                """
                update ingests
                set state = 'parts', root = :root, modality = :modality, parts_planned = :parts,
                    updated_at = :now
                where id = :id and state = 'planning'
                """)
            .bind("id", id)
            .bind("root", root)
            .bind("modality", modality)
            .bind("parts", parts.size())
            .bind("now", now)
            .execute();
    if (changed == 0) {
      return false;
    }
    var batch =
        handle.prepareBatch(
            "insert into ingest_parts (ingest_id, number, plan) values (:id, :number, :plan)");
    for (int number = 0; number < parts.size(); number++) {
      batch
          .bind("id", id)
          .bind("number", number)
          .bind("plan", new JsonText(parts.get(number)))
          .add();
    }
    batch.execute();
    return true;
  }

  /** The plan of a part that is not done; empty when it is, or is none. */
  public Optional<String> openPart(UUID id, int number) {
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

  public List<Integer> openParts(UUID id) {
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
  public boolean finishPart(Handle handle, UUID id, int number, Instant now) {
    handle
        .createUpdate("update ingests set updated_at = :now where id = :id")
        .bind("id", id)
        .bind("now", now)
        .execute();
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

  public PartCount parts(Handle handle, UUID id) {
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

  /** Ends an ingest with what it has brought. */
  public void finish(Handle handle, UUID id, String summary, String report, Instant now) {
    handle
        .createUpdate(
            """
            update ingests
            set state = 'done', summary = :summary, report = :report, updated_at = :now
            where id = :id
            """)
        .bind("id", id)
        .bind("summary", new JsonText(summary))
        .bind("report", new JsonText(report))
        .bind("now", now)
        .execute();
  }

  /** Ends an ingest that cannot go on; says whether this call ended it. */
  public boolean fail(Handle handle, UUID id, String report, Instant now) {
    return handle
            .createUpdate(
                """
                update ingests set state = 'failed', report = :report, updated_at = :now
                where id = :id and state in ('planning', 'parts')
                """)
            .bind("id", id)
            .bind("report", new JsonText(report))
            .bind("now", now)
            .execute()
        == 1;
  }
}
