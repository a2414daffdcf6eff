package io.granary.database;

import io.granary.domain.Code;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Long work: what runs, how far it is, what it said. Progress never goes back. */
@Singleton
public final class JobRepository {
  private static final String COLUMNS =
      """
      id, kind, status, progress_percentage, message, dataset_id, pipeline_id, created_by, result,
      result_path, error_code, error_detail, metadata, created_at, started_at, completed_at
      """;
  private static final int LOG_LINES = 200;

  private final Jdbi jdbi;

  public JobRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Job.class, Databases.mapper(Job.class));
    jdbi.registerRowMapper(LogLine.class, Databases.mapper(LogLine.class));
  }

  /** One line of a job's log. */
  public record LogLine(Instant at, String level, String message) {}

  /** What a list is narrowed to; absent means all. */
  public record Filter(
      @Nullable UUID createdBy,
      @Nullable String kind,
      @Nullable String status,
      @Nullable UUID datasetId) {}

  public void insert(Handle handle, UUID id, String kind, UUID datasetId, UUID user, Instant now) {
    handle
        .createUpdate(
            """
            insert into jobs (id, kind, status, dataset_id, created_by, created_at)
            values (:id, :kind, 'pending', :dataset, :user, :now)
            """)
        .bind("id", id)
        .bind("kind", kind)
        .bind("dataset", datasetId)
        .bind("user", user)
        .bind("now", now)
        .execute();
  }

  /** Adds a line to a job's log. */
  public void log(Handle handle, UUID id, String level, String message, Instant now) {
    handle
        .createUpdate(
            "insert into job_log (job_id, at, level, message) values (:id, :now, :level, :message)")
        .bind("id", id)
        .bind("now", now)
        .bind("level", level)
        .bind("message", message)
        .execute();
  }

  /** Says how far a job is; less than before is ignored. */
  public void progress(Handle handle, UUID id, int percentage, String message, Instant now) {
    handle
        .createUpdate(
            """
            update jobs
            set status = 'running', started_at = coalesce(started_at, :now), message = :message,
                progress_percentage = greatest(progress_percentage, :percentage)
            where id = :id and status in ('pending', 'running')
            """)
        .bind("id", id)
        .bind("percentage", percentage)
        .bind("message", message)
        .bind("now", now)
        .execute();
  }

  /** Ends a job that has done its work; says whether this call ended it. */
  public boolean complete(Handle handle, UUID id, String resultJson, Instant now) {
    return handle
            .createUpdate(
                """
                update jobs
                set status = 'completed', progress_percentage = 100, message = 'done',
                    result = :result::jsonb, started_at = coalesce(started_at, :now),
                    completed_at = :now
                where id = :id and status in ('pending', 'running')
                """)
            .bind("id", id)
            .bind("result", resultJson)
            .bind("now", now)
            .execute()
        == 1;
  }

  public void fail(Handle handle, UUID id, Code code, String detail, Instant now) {
    handle
        .createUpdate(
            """
            update jobs
            set status = 'failed', message = 'failed', error_code = :code,
                error_detail = :detail, started_at = coalesce(started_at, :now),
                completed_at = :now
            where id = :id and status in ('pending', 'running')
            """)
        .bind("id", id)
        .bind("code", code.name())
        .bind("detail", detail)
        .bind("now", now)
        .execute();
    log(handle, id, "error", code + ": " + detail, now);
  }

  /** Ends a job because somebody wants it to; says whether this call ended it. */
  public boolean cancel(Handle handle, UUID id, String username, Instant now) {
    int changed =
        handle
            .createUpdate(
                """
                update jobs
                set status = 'cancelled', message = 'cancelled', completed_at = :now
                where id = :id and status in ('pending', 'running')
                """)
            .bind("id", id)
            .bind("now", now)
            .execute();
    if (changed == 1) {
      log(handle, id, "info", "Cancelled by " + username, now);
    }
    return changed == 1;
  }

  public Optional<Job> find(UUID id) {
    return jdbi.withHandle(handle -> find(handle, id));
  }

  /** The same within a transaction. */
  public Optional<Job> find(Handle handle, UUID id) {
    return handle
        .createQuery("select " + COLUMNS + " from jobs where id = :id")
        .bind("id", id)
        .mapTo(Job.class)
        .findOne();
  }

  /** The last lines of a job's log, oldest first. */
  public List<LogLine> log(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select at, level, message
                    from (select number, at, level, message from job_log
                          where job_id = :id order by number desc limit :limit) l
                    order by number
                    """)
                .bind("id", id)
                .bind("limit", LOG_LINES)
                .mapTo(LogLine.class)
                .list());
  }

  /** Jobs, newest first, after the given one. */
  public List<Job> list(
      Filter filter, @Nullable Instant afterTime, @Nullable UUID afterId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s from jobs
                    where %s
                      and (:afterTime::timestamptz is null
                           or (created_at, id) < (:afterTime::timestamptz, :afterId::uuid))
                    order by created_at desc, id desc
                    limit :limit
                    """
                        .formatted(COLUMNS, conditions(filter)))
                .bindMethods(filter)
                .bind("afterTime", afterTime)
                .bind("afterId", afterId)
                .bind("limit", limit)
                .mapTo(Job.class)
                .list());
  }

  /** How many jobs there are, counted up to a limit. */
  public long count(Filter filter, long limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from (select 1 from jobs where %s limit :limit) j"
                        .formatted(conditions(filter)))
                .bindMethods(filter)
                .bind("limit", limit)
                .mapTo(Long.class)
                .one());
  }

  private static String conditions(Filter filter) {
    var conditions = new StringBuilder("true");
    if (filter.createdBy() != null) {
      conditions.append(" and created_by = :createdBy");
    }
    if (filter.kind() != null) {
      conditions.append(" and kind = :kind");
    }
    if (filter.status() != null) {
      conditions.append(" and status = :status");
    }
    if (filter.datasetId() != null) {
      conditions.append(" and dataset_id = :datasetId");
    }
    return conditions.toString();
  }
}
