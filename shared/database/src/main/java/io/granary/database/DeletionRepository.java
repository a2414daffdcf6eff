package io.granary.database;

import io.granary.database.Deletion.Kind;
import io.granary.database.Deletion.Removed;
import io.granary.database.Deletion.Step;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The deletions of datasets, step by step. */
@Singleton
public final class DeletionRepository {
  /** The most keys that a summary has. */
  public static final int MOST_KEYS = 1000;

  private static final String SELECT =
      """
      select job_id, dataset_id, kind, step, user_id, request_id, dataset_name, with_backup,
             backup_id, revision, images_deleted, annotations_deleted, versions_deleted,
             projects_deleted, storage_bytes_freed, s3_keys_count, s3_keys, prefixes, listed_keys,
             listed_bytes, sweeps, touched_at, ended_at
      from deletions
      """;

  private final Jdbi jdbi;

  public DeletionRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A deletion about to begin; its job is there. */
  public record NewDeletion(
      UUID jobId,
      UUID datasetId,
      Kind kind,
      UUID userId,
      String requestId,
      String datasetName,
      boolean withBackup,
      long revision,
      Instant now) {}

  /** Begins a deletion and marks its dataset, which the caller holds. */
  public void begin(Handle handle, NewDeletion deletion) {
    handle
        .createUpdate(
            """
            insert into deletions
              (job_id, dataset_id, kind, step, user_id, request_id, dataset_name, with_backup,
               revision, created_at, touched_at)
            values
              (:jobId, :datasetId, :kindColumn, 'cancelling', :userId, :requestId, :datasetName,
               :withBackup, :revision, :now, :now)
            """)
        .bindMethods(deletion)
        .bind("kindColumn", deletion.kind().toString())
        .execute();
    handle
        .createUpdate("update datasets set deletion_job_id = :jobId where id = :datasetId")
        .bindMethods(deletion)
        .execute();
  }

  public Optional<Deletion> find(UUID job) {
    return jdbi.withHandle(handle -> find(handle, job));
  }

  /** The same within a transaction, until whose end it does not go on. */
  public Optional<Deletion> hold(Handle handle, UUID job) {
    return find(handle, job, " for update");
  }

  /** The same within a transaction. */
  public Optional<Deletion> find(Handle handle, UUID job) {
    return find(handle, job, "");
  }

  private static Optional<Deletion> find(Handle handle, UUID job, String lock) {
    return handle
        .createQuery(SELECT + " where job_id = :job" + lock)
        .bind("job", job)
        .map((row, _) -> deletion(row))
        .findOne();
  }

  /**
   * Goes on to another step.
   *
   * @return false when another run has done so
   */
  public boolean advance(Handle handle, Deletion deletion, Step to, Instant now) {
    return handle
            .createUpdate(
                """
                update deletions
                set step = :to, revision = coalesce(
                      (select d.revision from datasets d
                       where d.id = dataset_id and :from = 'cancelling'), revision),
                    sweeps = 0, touched_at = :now
                where job_id = :job and step = :from and ended_at is null
                """)
            .bind("job", deletion.jobId())
            .bind("from", deletion.step().toString())
            .bind("to", to.toString())
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Notes the backup that a deletion waits for. */
  public void give(Handle handle, UUID job, UUID backup) {
    handle
        .createUpdate("update deletions set backup_id = :backup where job_id = :job")
        .bind("job", job)
        .bind("backup", backup)
        .execute();
  }

  /** Notes that a deletion makes progress. */
  public void touch(Handle handle, UUID job, Instant now) {
    handle
        .createUpdate(
            """
            update deletions set sweeps = 0, touched_at = :now
            where job_id = :job and ended_at is null
            """)
        .bind("job", job)
        .bind("now", now)
        .execute();
  }

  /** Counts what has gone, in the transaction in which its rows went. */
  public void count(Handle handle, UUID job, Removed removed, Instant now) {
    handle
        .createUpdate(
            """
            update deletions
            set images_deleted = images_deleted + :images,
                annotations_deleted = annotations_deleted + :annotations,
                versions_deleted = versions_deleted + :versions,
                projects_deleted = projects_deleted + :projects,
                storage_bytes_freed = storage_bytes_freed + :bytes,
                s3_keys_count = s3_keys_count + :keys,
                s3_keys = array(
                  select k.key from unnest(s3_keys || :first) with ordinality k (key, place)
                  order by k.place limit %d),
                sweeps = 0, touched_at = :now
            where job_id = :job
            """
                .formatted(MOST_KEYS))
        .bindMethods(removed)
        .bindArray("first", String.class, removed.firstKeys().stream().limit(MOST_KEYS).toList())
        .bind("job", job)
        .bind("now", now)
        .execute();
  }

  /** Ends a deletion and frees its dataset, which may be gone. */
  public boolean end(Handle handle, UUID job, Instant now) {
    handle
        .createUpdate(
            """
            update datasets set deletion_job_id = null
            where id = (select dataset_id from deletions where job_id = :job)
              and deletion_job_id = :job
            """)
        .bind("job", job)
        .execute();
    return handle
            .createUpdate(
                """
                update deletions set ended_at = :now, touched_at = :now
                where job_id = :job and ended_at is null
                """)
            .bind("job", job)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Open deletions that were not touched for a while, longest first; at most 100. */
  public List<Deletion> untouched(Instant before) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + " where ended_at is null and touched_at <= :before"
                        + " order by touched_at limit 100")
                .bind("before", before)
                .map((row, _) -> deletion(row))
                .list());
  }

  private static Deletion deletion(ResultSet row) throws SQLException {
    return new Deletion(
        row.getObject("job_id", UUID.class),
        row.getObject("dataset_id", UUID.class),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        Step.valueOf(row.getString("step").toUpperCase(Locale.ROOT)),
        row.getObject("user_id", UUID.class),
        row.getString("request_id"),
        row.getString("dataset_name"),
        row.getBoolean("with_backup"),
        row.getObject("backup_id", UUID.class),
        row.getLong("revision"),
        new Removed(
            row.getLong("images_deleted"),
            row.getLong("annotations_deleted"),
            row.getLong("versions_deleted"),
            row.getLong("projects_deleted"),
            row.getLong("storage_bytes_freed"),
            row.getLong("s3_keys_count"),
            texts(row, "s3_keys")),
        texts(row, "prefixes"),
        texts(row, "listed_keys"),
        row.getLong("listed_bytes"),
        row.getInt("sweeps"),
        row.getTimestamp("touched_at").toInstant(),
        instant(row, "ended_at"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
