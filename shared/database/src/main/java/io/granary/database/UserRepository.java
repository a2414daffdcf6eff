package io.granary.database;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Accounts. */
@Singleton
public final class UserRepository {
  private static final String COLUMNS = "id, username, email, role, created_at";

  private final Jdbi jdbi;

  public UserRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(User.class, Databases.mapper(User.class));
  }

  /**
   * Makes an account.
   *
   * @throws GranaryException USERNAME_TAKEN or EMAIL_TAKEN
   */
  public void insert(User user, String passwordHash) {
    try {
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate(
                      """
                      insert into users
                        (id, username, email, password_hash, role, created_at, updated_at)
                      values (:id, :username, :email, :passwordHash, :role, :createdAt, :createdAt)
                      """)
                  .bindMethods(user)
                  .bind("passwordHash", passwordHash)
                  .execute());
    } catch (UnableToExecuteStatementException e) {
      throw switch (Databases.violatedConstraint(e).orElse("")) {
        case "users_username_key" ->
            new GranaryException(
                Code.USERNAME_TAKEN,
                "Cannot register: the username '%s' is taken.".formatted(user.username()),
                e);
        case "users_email_key" ->
            new GranaryException(
                Code.EMAIL_TAKEN, "Cannot register: the email address is taken.", e);
        default -> e;
      };
    }
  }

  public Optional<User> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from users where id = :id")
                .bind("id", id)
                .mapTo(User.class)
                .findOne());
  }

  public Optional<User> findByUsername(String username) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from users where username = :username")
                .bind("username", username)
                .mapTo(User.class)
                .findOne());
  }

  /** The stored hash of a user's password. */
  public Optional<String> passwordHash(String username) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select password_hash from users where username = :username")
                .bind("username", username)
                .mapTo(String.class)
                .findOne());
  }
}
