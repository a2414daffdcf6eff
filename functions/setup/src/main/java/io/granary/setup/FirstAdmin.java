package io.granary.setup;

import io.granary.database.FirstAdminRepository;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.domain.Username;
import io.granary.passwords.Passwords;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** Makes the account that gives others their roles, in an installation that has no admin. */
public final class FirstAdmin {
  private final Jdbi jdbi;
  private final Passwords passwords;
  private final Ids ids;
  private final InstantSource clock;

  public FirstAdmin(Jdbi jdbi, Passwords passwords, Ids ids, InstantSource clock) {
    this.jdbi = jdbi;
    this.passwords = passwords;
    this.ids = ids;
    this.clock = clock;
  }

  /** The account wanted. */
  public record Wanted(String username, String email) {
    public Wanted {
      if (!username.matches(Username.PATTERN)) {
        throw new IllegalArgumentException(
            "Cannot make the first admin: the username '%s' %s".formatted(username, Username.RULE));
      }
    }
  }

  /**
   * Makes the account unless there is any admin; of two that do so at once one does it.
   *
   * @param password asked for before the account is made and only then; must give what it gave to a
   *     run that died after it had asked
   * @return whether it was made
   * @throws GranaryException USERNAME_TAKEN or EMAIL_TAKEN
   */
  public boolean make(Wanted wanted, Supplier<String> password) {
    var admins = new FirstAdminRepository();
    var users = new UserRepository(jdbi);
    return jdbi.inTransaction(
        handle -> {
          if (!admins.isMissing(handle)) {
            return false;
          }
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          users.insert(
              handle,
              new User(ids.next(), wanted.username(), wanted.email(), "admin", now),
              passwords.hash(password.get()));
          return true;
        });
  }
}
