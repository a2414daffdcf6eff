package io.granary.database;

import io.granary.domain.DatasetRole;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Who may look at or change datasets besides their owners. */
@Singleton
public final class ShareRepository {
  private final Jdbi jdbi;

  public ShareRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Share.class, Databases.mapper(Share.class));
  }

  /** One person's part in a dataset. */
  public record Share(UUID userId, String username, String role, Instant createdAt) {}

  /** Gives a role, or changes the one there is. */
  public void give(Handle handle, UUID dataset, UUID user, DatasetRole role, Instant now) {
    handle
        .createUpdate(
            """
            insert into dataset_shares (dataset_id, user_id, role, created_at)
            values (:dataset, :user, :role, :now)
            on conflict (dataset_id, user_id) do update set role = excluded.role
            """)
        .bind("dataset", dataset)
        .bind("user", user)
        .bind("role", role.toString())
        .bind("now", now)
        .execute();
  }

  /** Takes the role away; says whether there was one. */
  public boolean take(Handle handle, UUID dataset, UUID user) {
    return handle
            .createUpdate(
                "delete from dataset_shares where dataset_id = :dataset and user_id = :user")
            .bind("dataset", dataset)
            .bind("user", user)
            .execute()
        == 1;
  }

  /** All shares of a dataset by username; at most 1,000. */
  public List<Share> of(UUID dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select s.user_id, u.username, s.role, s.created_at
                    from dataset_shares s join users u on u.id = s.user_id
                    where s.dataset_id = :dataset order by u.username limit 1000
                    """)
                .bind("dataset", dataset)
                .mapTo(Share.class)
                .list());
  }
}
