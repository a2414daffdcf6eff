package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Invitations to make an account; each is for one. */
@Singleton
public final class InvitationRepository {
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

  /** Uses an invitation up; of several callers one does. Says whether it was good for this user. */
  public boolean use(Handle handle, String secretHash, User user) {
    return handle
            .createUpdate(
                """
                update invitations set used_by = :user
                where secret_hash = :secretHash and used_by is null and expires_at > :now
                  and (email is null or lower(email) = lower(:email))
                """)
            .bind("user", user.id())
            .bind("secretHash", secretHash)
            .bind("now", user.createdAt())
            .bind("email", user.email())
            .execute()
        == 1;
  }
}
