package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Invitations to make an account; each is for one, and good while its author is an admin. */
@Singleton
public final class InvitationRepository {
  private static final String GOOD =
      """
      i.secret_hash = :secretHash and i.used_by is null and i.expires_at > :now
        and (i.email is null or lower(i.email) = lower(:email))
        and exists (select from users a
                    where a.id = i.created_by and a.role = 'admin' and a.deleted_at is null)
      """;

  private final Jdbi jdbi;

  public InvitationRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * @param email whom it is for; null for whoever has it
   * @param createdBy the admin who invites
   */
  public record Invitation(
      UUID id, @Nullable String email, UUID createdBy, Instant createdAt, Instant expiresAt) {}

  public void insert(Invitation invitation, String secretHash) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into invitations
                      (id, secret_hash, email, created_by, created_at, expires_at)
                    values (:id, :secretHash, :email, :createdBy, :createdAt, :expiresAt)
                    """)
                .bindMethods(invitation)
                .bind("secretHash", secretHash)
                .execute());
  }

  /** Whether an invitation can be used for an address. */
  public boolean isGood(String secretHash, String email, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select exists (select from invitations i where %s)".formatted(GOOD))
                .bind("secretHash", secretHash)
                .bind("now", now)
                .bind("email", email)
                .mapTo(Boolean.class)
                .one());
  }

  /** Uses an invitation up; of several callers one does. Says whether it was good for this user. */
  public boolean use(Handle handle, String secretHash, User user) {
    return handle
            .createUpdate("update invitations i set used_by = :user where " + GOOD)
            .bind("user", user.id())
            .bind("secretHash", secretHash)
            .bind("now", user.createdAt())
            .bind("email", user.email())
            .execute()
        == 1;
  }
}
