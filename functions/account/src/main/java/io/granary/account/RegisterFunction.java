package io.granary.account;

import io.granary.api.Access;
import io.granary.api.AuthConfig;
import io.granary.api.AuthConfig.Registration;
import io.granary.api.Body;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Makes an account. */
@Controller
@LambdaFunction(
    name = "register",
    access = Access.PUBLIC,
    refuses = {Code.FORBIDDEN, Code.USERNAME_TAKEN, Code.EMAIL_TAKEN},
    answers = @Answer(status = 201))
final class RegisterFunction {
  private final AuthConfig config;
  private final UserRepository users;
  private final Passwords passwords;
  private final Ids ids;
  private final InstantSource clock;

  RegisterFunction(
      AuthConfig config, UserRepository users, Passwords passwords, Ids ids, InstantSource clock) {
    this.config = config;
    this.users = users;
    this.passwords = passwords;
    this.ids = ids;
    this.clock = clock;
  }

  /** The account wanted. */
  @Introspected
  record Request(
      @NotNull
          @Pattern(
              regexp = "[a-z0-9][a-z0-9_.-]{2,49}",
              message =
                  "must be 3 to 50 of a-z, 0-9, '_', '.', '-', and begin with a letter or digit")
          String username,
      @NotNull @Email @Size(max = 100) String email,
      @NotNull @Size(min = 10, max = 200) String password) {}

  @Post("/api/auth/register")
  HttpResponse<UserView> register(@Body Request request) {
    if (config.registration() != Registration.OPEN) {
      throw new GranaryException(
          Code.FORBIDDEN, "Cannot register: new accounts are made by an admin here.");
    }
    var user =
        new User(
            ids.next(),
            request.username(),
            request.email(),
            "user",
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    users.insert(user, passwords.hash(request.password()));
    return HttpResponse.created(UserView.of(user), URI.create("/api/users/me"));
  }
}
