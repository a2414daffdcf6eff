package io.granary.database;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Accounts. */
@Singleton
public final class UserRepository {
  /** What is stored for an account that has no password; it is the hash of none. */
  public static final String NO_PASSWORD = "!";

  private static final String COLUMNS = "id, username, email, role, created_at";

  private static final String MATCHES =
      """
      deleted_at is null and (:search::text is null or strpos(username, lower(:search::text)) > 0
       or strpos(lower(email), lower(:search::text)) > 0)
      """;

  private final Jdbi jdbi;

  public UserRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(User.class, Databases.mapper(User.class));
  }

  /**
   * Makes an account.
   *
   * @throws GranaryException USERNAME_TAKEN or EMAIL_TAKEN; the transaction is over then
   */
  public void insert(Handle handle, User user, String passwordHash) {
    try {
      handle
          .createUpdate(
              """
              insert into users
                (id, username, email, password_hash, role, created_at, updated_at)
              values (:id, :username, :email, :passwordHash, :role, :createdAt, :createdAt)
              """)
          .bindMethods(user)
          .bind("passwordHash", passwordHash)
          .execute();
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

  /** The same in a transaction of its own. */
  public void insert(User user, String passwordHash) {
    jdbi.useTransaction(handle -> insert(handle, user, passwordHash));
  }

  /**
   * Holds an account until the transaction ends, so that it is not deleted while it comes to own
   * something, and so that what is counted of it stays true.
   *
   * @throws GranaryException UNKNOWN_USER when it is gone
   */
  public static void hold(Handle handle, UUID id) {
    boolean isThere =
        handle
            .createQuery(
                """
                select id from users
                where id = :id and deleted_at is null for no key update
                """)
            .bind("id", id)
            .mapTo(UUID.class)
            .findOne()
            .isPresent();
    if (!isThere) {
      throw new GranaryException(Code.UNKNOWN_USER, "Cannot make anything for a user who is gone.");
    }
  }

  public Optional<User> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select " + COLUMNS + " from users where id = :id and deleted_at is null")
                .bind("id", id)
                .mapTo(User.class)
                .findOne());
  }

  public Optional<User> findByUsername(String username) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from users where username = :username and deleted_at is null")
                .bind("username", username)
                .mapTo(User.class)
                .findOne());
  }

  /** The stored hash of a user's password. */
  public Optional<String> passwordHash(String username) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select password_hash from users
                    where username = :username and deleted_at is null
                    """)
                .bind("username", username)
                .mapTo(String.class)
                .findOne());
  }

  /** Gives a user another password; refresh tokens from before are refused from now on. */
  public void changePassword(UUID id, String passwordHash, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update users
                    set password_hash = :passwordHash, credentials_changed_at = :now,
                        updated_at = :now
                    where id = :id
                    """)
                .bind("id", id)
                .bind("passwordHash", passwordHash)
                .bind("now", now)
                .execute());
  }

  /** Whether a user has changed the password at or after a time; also true for nobody. */
  public boolean hasChangedCredentialsSince(UUID id, Instant time) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select credentials_changed_at is not null and credentials_changed_at >= :time
                    from users where id = :id and deleted_at is null
                    """)
                .bind("id", id)
                .bind("time", time)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(true));
  }

  /**
   * Gives a user another role, if the one who does it is an admin still; says whether there is such
   * a user. Of two admins who take the role from each other one stays.
   */
  public boolean changeRole(UUID id, String role, UUID by, Instant now) {
    return jdbi.inTransaction(
            handle -> {
              boolean mayDoIt =
                  handle
                      .createQuery(
                          """
                          select id, role from users
                          where id in (:id, :by) and deleted_at is null order by id for update
                          """)
                      .bind("id", id)
                      .bind("by", by)
                      .map(
                          (row, _) ->
                              row.getObject("id", UUID.class).equals(by)
                                  && row.getString("role").equals("admin"))
                      .list()
                      .contains(true);
              if (!mayDoIt) {
                throw new GranaryException(
                    Code.FORBIDDEN, "Cannot do this: it takes the role admin.");
              }
              return handle
                  .createUpdate(
                      """
                        update users set role = :role, updated_at = :now
                        where id = :id and deleted_at is null
                        """)
                  .bind("id", id)
                  .bind("role", role)
                  .bind("now", now)
                  .execute();
            })
        == 1;
  }

  /** Accounts, newest first, after the given one, whose name or address holds a text. */
  public List<User> list(
      @Nullable String search, @Nullable Instant afterTime, @Nullable UUID afterId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s from users
                    where %s
                      and (:afterTime::timestamptz is null
                           or (created_at, id) < (:afterTime::timestamptz, :afterId::uuid))
                    order by created_at desc, id desc limit :limit
                    """
                        .formatted(COLUMNS, MATCHES))
                .bind("search", search)
                .bind("afterTime", afterTime)
                .bind("afterId", afterId)
                .bind("limit", limit)
                .mapTo(User.class)
                .list());
  }

  /** How many accounts match, counted up to a limit. */
  public long count(@Nullable String search, long limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from (select 1 from users where %s limit :limit) c"
                        .formatted(MATCHES))
                .bind("search", search)
                .bind("limit", limit)
                .mapTo(Long.class)
                .one());
  }
}
