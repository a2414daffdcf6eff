package io.granary.database;

import io.granary.database.Databases.JsonText;
import io.granary.domain.Ids;
import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Adds to the audit log, in the transaction of what it tells of. */
@Singleton
public final class AuditRepository {
  private final Jdbi jdbi;
  private final Ids ids;
  private final InstantSource clock;

  public AuditRepository(Jdbi jdbi, Ids ids, InstantSource clock) {
    this.jdbi = jdbi;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Notes an action.
   *
   * @param requestId the request or, for work without one, the job
   */
  public void add(
      Handle handle,
      UUID dataset,
      String action,
      UUID user,
      String requestId,
      Map<String, ?> details) {
    handle
        .createUpdate(
            """
            insert into audit_entries
              (id, dataset_id, action, user_id, username, at, request_id, details)
            select :id, :dataset, :action, u.id, u.username, :now, :requestId, :details
            from users u where u.id = :user
            """)
        .bind("id", ids.next())
        .bind("dataset", dataset)
        .bind("action", action)
        .bind("user", user)
        .bind("now", clock.instant())
        .bind("requestId", requestId)
        .bind("details", new JsonText(Json.write(details)))
        .execute();
  }

  /** What somebody did to a dataset; details are JSON. */
  public record Entry(
      UUID id,
      UUID datasetId,
      String action,
      UUID userId,
      String username,
      Instant at,
      String requestId,
      String details) {}

  /** Entries of a dataset, newest first, after the given one. */
  public List<Entry> list(
      UUID dataset, @Nullable Instant afterTime, @Nullable UUID afterId, int limit) {
    var mapper = Databases.mapper(Entry.class);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, dataset_id, action, user_id, username, at, request_id, details
                    from audit_entries
                    where dataset_id = :dataset
                      and (:afterTime::timestamptz is null
                           or (at, id) < (:afterTime::timestamptz, :afterId::uuid))
                    order by at desc, id desc limit :limit
                    """)
                .bind("dataset", dataset)
                .bind("afterTime", afterTime)
                .bind("afterId", afterId)
                .bind("limit", limit)
                .map(mapper)
                .list());
  }

  public long count(UUID dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from audit_entries where dataset_id = :dataset")
                .bind("dataset", dataset)
                .mapTo(Long.class)
                .one());
  }
}
