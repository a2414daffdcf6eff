package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Long-lived tokens that people make for their programs; only hashes are stored. */
@Singleton
public final class PersonalTokenRepository {
  /** As many as one person may have. */
  public static final int MAX_TOKENS = 100;

  private final Jdbi jdbi;

  public PersonalTokenRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(PersonalToken.class, Databases.mapper(PersonalToken.class));
  }

  /** A token without its secret. */
  public record PersonalToken(
      UUID id, UUID userId, String name, Instant createdAt, @Nullable Instant expiresAt) {}

  /**
   * Keeps a token.
   *
   * @return false when the user has {@value #MAX_TOKENS} already
   */
  public boolean insert(PersonalToken token, String secretHash) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into personal_tokens
                          (id, user_id, name, secret_hash, created_at, expires_at)
                        select :id, :userId, :name, :secretHash, :createdAt, :expiresAt
                        where (select count(*) from personal_tokens where user_id = :userId) < :max
                        """)
                    .bindMethods(token)
                    .bind("secretHash", secretHash)
                    .bind("max", MAX_TOKENS)
                    .execute())
        == 1;
  }

  /** Whose a secret is, unless it has expired. */
  public Optional<UUID> owner(String secretHash, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select user_id from personal_tokens
                    where secret_hash = :secretHash and (expires_at is null or expires_at > :now)
                    """)
                .bind("secretHash", secretHash)
                .bind("now", now)
                .mapTo(UUID.class)
                .findOne());
  }

  /** A user's tokens, newest first. */
  public List<PersonalToken> of(UUID user) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, user_id, name, created_at, expires_at from personal_tokens
                    where user_id = :user order by created_at desc, id desc
                    """)
                .bind("user", user)
                .mapTo(PersonalToken.class)
                .list());
  }

  /** Ends a user's token; says whether there was one. */
  public boolean delete(UUID user, UUID id) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate("delete from personal_tokens where user_id = :user and id = :id")
                    .bind("user", user)
                    .bind("id", id)
                    .execute())
        == 1;
  }
}
