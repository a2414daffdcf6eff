package io.granary.database;

import io.granary.database.Databases.JsonText;
import io.granary.domain.Ids;
import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Adds to the audit log, in the transaction of what it tells of. */
@Singleton
public final class AuditRepository {
  private final Ids ids;
  private final InstantSource clock;

  public AuditRepository(Ids ids, InstantSource clock) {
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
}
