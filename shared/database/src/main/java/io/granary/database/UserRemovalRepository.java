package io.granary.database;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Takes people out. What they own goes to somebody else; what tells of them (audit entries, jobs)
 * stays and refers to an account that keeps its name, without address and password.
 */
@Singleton
public final class UserRemovalRepository {
  // Names are unique per owner: one that the heir has too gets a part of its id, which none has.
  private static final String DATASET_NAMES =
      """
      update datasets d
      set name = left(d.name, 80) || ' (' || right(replace(d.id::text, '-', ''), 12) || ')',
          revision = revision + 1
      where d.owner_id = :user and d.deleted_at is null
        and exists (select from datasets t
                    where t.owner_id = :heir and t.deleted_at is null
                      and lower(t.name) = lower(d.name))
      """;

  private static final String MODEL_NAMES =
      """
      update models m
      set name = left(m.name, 80) || ' (' || right(replace(m.id::text, '-', ''), 12) || ')',
          revision = revision + 1
      where m.owner_id = :user
        and exists (select from models t
                    where t.owner_id = :heir and lower(t.name) = lower(m.name))
      """;

  private final Jdbi jdbi;

  public UserRemovalRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A removal.
   *
   * @param heir who gets what the user owns; null when that is nothing
   * @param by the admin who does it
   */
  public record Removal(UUID user, @Nullable UUID heir, UUID by, String requestId, Instant now) {}

  /**
   * Removes a user, whole or not at all.
   *
   * @throws GranaryException NOT_FOUND; FORBIDDEN when the admin is none any more; UNKNOWN_USER
   *     when the heir is gone; VALIDATION_FAILED when there is something to own and nobody to get
   *     it
   */
  public void remove(Removal removal) {
    jdbi.useTransaction(
        handle -> {
          hold(handle, removal);
          if (removal.heir() == null) {
            refuseOwner(handle, removal);
          } else {
            transfer(handle, removal);
          }
          update(handle, removal, "delete from dataset_shares where user_id = :user");
          update(handle, removal, "delete from personal_tokens where user_id = :user");
          // The name is never given out again: a drop folder and an audit go by it.
          update(
              handle,
              removal,
              """
              update users
              set email = id || '@deleted.invalid', password_hash = '!', role = 'user',
                  credentials_changed_at = :now, updated_at = :now, deleted_at = :now
              where id = :user
              """);
        });
  }

  /**
   * Holds everybody concerned until the end, so that nobody of them goes meanwhile: in the order of
   * their ids, so that two removals do not wait for each other.
   */
  private static void hold(Handle handle, Removal removal) {
    Map<UUID, String> roles =
        handle
            .createQuery(
                """
                select id, role from users
                where id in (:user, :heir, :by) and deleted_at is null
                order by id for update
                """)
            .bindMethods(removal)
            .reduceRows(
                new HashMap<>(),
                (found, row) -> {
                  found.put(row.getColumn("id", UUID.class), row.getColumn("role", String.class));
                  return found;
                });
    if (!"admin".equals(roles.get(removal.by()))) {
      throw new GranaryException(Code.FORBIDDEN, "Cannot do this: it takes the role admin.");
    }
    if (!roles.containsKey(removal.user())) {
      throw GranaryException.notFound("user");
    }
    if (removal.heir() != null && !roles.containsKey(removal.heir())) {
      throw new GranaryException(
          Code.UNKNOWN_USER, "Cannot give anything to the heir: they are gone.");
    }
  }

  private static void refuseOwner(Handle handle, Removal removal) {
    long owned =
        handle
            .createQuery(
                """
                select (select count(*) from datasets where owner_id = :user)
                       + (select count(*) from models where owner_id = :user)
                       + (select count(*) from backups
                          where owner_id = :user and state <> 'deleted')
                """)
            .bindMethods(removal)
            .mapTo(Long.class)
            .one();
    if (owned > 0) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot delete the user: %d dataset(s), model(s) and backup(s) are theirs."
              .formatted(owned),
          List.of(new Violation("?transfer_to", "is needed: who gets what is theirs")));
    }
  }

  private static void transfer(Handle handle, Removal removal) {
    update(handle, removal, DATASET_NAMES);
    update(handle, removal, MODEL_NAMES);
    handle
        .createUpdate(
            """
            insert into audit_entries
              (id, dataset_id, action, user_id, username, at, request_id, details)
            select gen_random_uuid(), d.id, 'updated', a.id, a.username, :now, :requestId,
                   jsonb_build_object('owner', jsonb_build_object('from', l.username, 'to', h.username))
            from datasets d
            join users l on l.id = d.owner_id
            join users a on a.id = :by
            join users h on h.id = :heir
            where d.owner_id = :user
            """)
        .bindMethods(removal)
        .execute();
    update(
        handle,
        removal,
        """
        delete from dataset_shares s using datasets d
        where d.id = s.dataset_id and d.owner_id = :user and s.user_id = :heir
        """);
    update(
        handle,
        removal,
        """
        update datasets
        set owner_id = :heir, updated_at = :now, revision = revision + 1
        where owner_id = :user
        """);
    update(
        handle,
        removal,
        """
        update models
        set owner_id = :heir, updated_at = :now, revision = revision + 1
        where owner_id = :user
        """);
    update(handle, removal, "update backups set owner_id = :heir where owner_id = :user");
  }

  private static void update(Handle handle, Removal removal, String sql) {
    handle.createUpdate(sql).bindMethods(removal).execute();
  }
}
