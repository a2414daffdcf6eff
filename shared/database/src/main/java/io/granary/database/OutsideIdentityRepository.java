package io.granary.database;

import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.domain.Sha256;
import io.granary.domain.Username;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Who of an outside issuer is who here. */
@Singleton
public final class OutsideIdentityRepository {
  private final Jdbi jdbi;
  private final UserRepository users;
  private final Ids ids;

  public OutsideIdentityRepository(Jdbi jdbi, UserRepository users, Ids ids) {
    this.jdbi = jdbi;
    this.users = users;
    this.ids = ids;
  }

  /**
   * Somebody as an issuer knows them.
   *
   * @param issuer who vouches for them
   * @param subject the issuer's name for them, which never changes
   * @param username what they would like to be called
   * @param email an address that the issuer has verified
   */
  public record Identity(
      String issuer, String subject, @Nullable String username, @Nullable String email) {
    private String hash() {
      return Sha256.hex(issuer + " " + subject);
    }
  }

  /**
   * The account of an identity, made when it comes for the first time. An account that is there
   * already is never taken over: a name or an address that somebody has is given another form.
   *
   * @return empty when the account was deleted
   */
  public Optional<User> userOf(Identity identity, Instant now) {
    Optional<UUID> known = find(identity);
    if (known.isEmpty()) {
      make(identity, now);
      known = find(identity);
    }
    return known.flatMap(users::find);
  }

  private Optional<UUID> find(Identity identity) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select user_id from outside_identities
                    where issuer = :issuer and subject = :subject
                    """)
                .bindMethods(identity)
                .mapTo(UUID.class)
                .findOne());
  }

  private void make(Identity identity, Instant now) {
    String name = Username.like(identity.username() == null ? "user" : identity.username());
    String hash = identity.hash();
    String ownAddress = hash.substring(0, 32) + "@outside.invalid";
    for (String username :
        List.of(name, name + "-" + hash.substring(0, 4), name + "-" + hash.substring(0, 8))) {
      for (String email :
          identity.email() == null ? List.of(ownAddress) : List.of(identity.email(), ownAddress)) {
        if (isMade(identity, new User(ids.next(), username, email, "user", now))) {
          return;
        }
      }
    }
  }

  /** Whether it was made, now or by another request at the same time. */
  private boolean isMade(Identity identity, User user) {
    try {
      jdbi.useTransaction(handle -> insert(handle, identity, user));
      return true;
    } catch (GranaryException taken) {
      return false;
    } catch (UnableToExecuteStatementException e) {
      if (Databases.violatedConstraint(e).filter("outside_identities_pkey"::equals).isPresent()) {
        return true;
      }
      throw e;
    }
  }

  private void insert(Handle handle, Identity identity, User user) {
    users.insert(handle, user, UserRepository.NO_PASSWORD);
    handle
        .createUpdate(
            """
            insert into outside_identities (issuer, subject, user_id, created_at)
            values (:issuer, :subject, :user, :now)
            """)
        .bindMethods(identity)
        .bind("user", user.id())
        .bind("now", user.createdAt())
        .execute();
  }
}
