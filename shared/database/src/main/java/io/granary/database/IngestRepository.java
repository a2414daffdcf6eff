package io.granary.database;

import io.granary.database.Databases.JsonText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Ingests. What ends one is said of an attempt: of the job that the ingest had when it was read.
 */
@Singleton
public final class IngestRepository {
  private static final String COLUMNS =
      """
      id, dataset_id, job_id, user_id, state, upper(mode) as mode, dry_run, wanted_modality,
      wanted_format, root, modality, parts_planned, summary, report, created_at
      """;

  private final Jdbi jdbi;

  public IngestRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Ingest.class, Databases.mapper(Ingest.class));
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

  /** The ingest whose newest attempt is a job. */
  public Optional<Ingest> ofJob(UUID job) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from ingests where job_id = :job")
                .bind("job", job)
                .mapTo(Ingest.class)
                .findOne());
  }

  /** Keeps an ingest as it is until the transaction ends. */
  public void hold(Handle handle, UUID id) {
    handle
        .createQuery("select 1 from ingests where id = :id for update")
        .bind("id", id)
        .mapTo(Integer.class)
        .one();
  }

  /** The newest ingest of a dataset. */
  public Optional<Ingest> newest(UUID dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from ingests where dataset_id = :dataset and not dry_run"
                        + " order by created_at desc, id desc limit 1")
                .bind("dataset", dataset)
                .mapTo(Ingest.class)
                .findOne());
  }

  /**
   * Keeps other runs from finishing an ingest until the transaction ends. Its row stays free, so
   * that it can be cancelled meanwhile.
   *
   * @return false when another run is at it
   */
  public boolean claimFinish(Handle handle, UUID id) {
    return handle
        .createQuery("select pg_try_advisory_xact_lock(hashtextextended(:id::text, 0))")
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Keeps an attempt from being ended by others until the transaction ends, and notes that it goes
   * on.
   *
   * @return false when it has ended already
   */
  public boolean holdOpen(Handle handle, Ingest attempt, Instant now) {
    return handle
            .createUpdate(
                """
                update ingests set updated_at = :now
                where id = :id and job_id = :job and state = 'parts'
                """)
            .bind("id", attempt.id())
            .bind("job", attempt.jobId())
            .bind("now", now)
            .execute()
        == 1;
  }

  /**
   * Writes the plan, once.
   *
   * @param parts JSON of each part, in the order of their numbers
   * @return whether this call wrote it
   */
  public boolean plan(
      Handle handle,
      Ingest attempt,
      String root,
      String modality,
      List<String> parts,
      Instant now) {
    int changed =
        handle
            .createUpdate(
                """
                update ingests
                set state = 'parts', root = :root, modality = :modality, parts_planned = :parts,
                    sweeps = 0, updated_at = :now
                where id = :id and job_id = :job and state = 'planning'
                """)
            .bind("id", attempt.id())
            .bind("job", attempt.jobId())
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
          .bind("id", attempt.id())
          .bind("number", number)
          .bind("plan", new JsonText(parts.get(number)))
          .add();
    }
    batch.execute();
    return true;
  }

  /** Notes what samples are to be taken for, where that is found out and nobody has said it. */
  public void want(Handle handle, Ingest attempt, String modality) {
    handle
        .createUpdate(
            """
            update ingests set wanted_modality = :modality
            where id = :id and job_id = :job and state = 'planning' and wanted_modality is null
            """)
        .bind("id", attempt.id())
        .bind("job", attempt.jobId())
        .bind("modality", modality)
        .execute();
  }

  /**
   * Ends an ingest with what it has brought.
   *
   * @return false when this attempt has ended already
   */
  public boolean finish(Handle handle, Ingest attempt, String summary, String report, Instant now) {
    return handle
            .createUpdate(
                """
                update ingests
                set state = 'done', summary = :summary, report = :report, updated_at = :now
                where id = :id and job_id = :job and state = 'parts'
                """)
            .bind("id", attempt.id())
            .bind("job", attempt.jobId())
            .bind("summary", new JsonText(summary))
            .bind("report", new JsonText(report))
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Ends an ingest that cannot go on; false when this attempt has ended already. */
  public boolean fail(Handle handle, Ingest attempt, String report, Instant now) {
    return handle
            .createUpdate(
                """
                update ingests set state = 'failed', report = :report, updated_at = :now
                where id = :id and job_id = :job and state in ('planning', 'parts')
                """)
            .bind("id", attempt.id())
            .bind("job", attempt.jobId())
            .bind("report", new JsonText(report))
            .bind("now", now)
            .execute()
        == 1;
  }

  /**
   * Gives a failed ingest to a new job, where it was; false when another has it already, or a later
   * ingest of the dataset has taken its place.
   */
  public boolean restart(Handle handle, Ingest attempt, UUID job, Instant now) {
    return handle
            .createUpdate(
                """
                update ingests
                set state = case when parts_planned is null then 'planning' else 'parts' end,
                    job_id = :new, report = null, sweeps = 0, settled_at = null,
                    updated_at = :now
                where id = :id and job_id = :job and state = 'failed' and not dry_run
                  and not exists (
                    select 1 from ingests later
                    where later.dataset_id = ingests.dataset_id and not later.dry_run
                      and later.id <> ingests.id and later.created_at >= ingests.created_at)
                """)
            .bind("id", attempt.id())
            .bind("job", attempt.jobId())
            .bind("new", job)
            .bind("now", now)
            .execute()
        == 1;
  }
}
