package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.passwords.Passwords;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.List;

/** Gives the caller another password; refresh tokens from before end. */
@Controller
@LambdaFunction(name = "change-password", access = Access.SIGNED_IN)
final class ChangePasswordFunction {
  private final UserRepository users;
  private final Passwords passwords;
  private final InstantSource clock;

  ChangePasswordFunction(UserRepository users, Passwords passwords, InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** The password that is, and the one that is to be. */
  @Introspected
  record Request(
      @NotNull @Size(max = 200) String currentPassword,
      @NotNull @Size(min = 10, max = 200) String newPassword) {}

  @Put("/api/users/me/password")
  @Status(HttpStatus.NO_CONTENT)
  void change(Caller caller, @Body Request request) {
    boolean matches =
        users
            .passwordHash(caller.username())
            .filter(hash -> passwords.matches(request.currentPassword(), hash))
            .isPresent();
    if (!matches) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot change the password: the current one is wrong.",
          List.of(new Violation("/current_password", "is wrong")));
    }
    users.changePassword(caller.id(), passwords.hash(request.newPassword()), clock.instant());
  }
}
