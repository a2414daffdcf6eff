package io.granary.account;

import io.granary.api.Access;
import io.granary.api.AuthConfig;
import io.granary.api.AuthConfig.Registration;
import io.granary.api.Body;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.database.InvitationRepository;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.domain.Sha256;
import io.granary.domain.Username;
import io.granary.passwords.Passwords;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes an account. */
@Controller
@LambdaFunction(
    name = "register",
    access = Access.PUBLIC,
    refuses = {Code.FORBIDDEN, Code.USERNAME_TAKEN, Code.EMAIL_TAKEN},
    answers = @Answer(status = 201))
final class RegisterFunction {
  private final AuthConfig config;
  private final Jdbi jdbi;
  private final InvitationRepository invitations;
  private final UserRepository users;
  private final Passwords passwords;
  private final Ids ids;
  private final InstantSource clock;

  RegisterFunction(
      AuthConfig config,
      Jdbi jdbi,
      InvitationRepository invitations,
      UserRepository users,
      Passwords passwords,
      Ids ids,
      InstantSource clock) {
    this.config = config;
    this.jdbi = jdbi;
    this.invitations = invitations;
    this.users = users;
    this.passwords = passwords;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The account wanted.
   *
   * @param invitation needed where not everybody may make an account
   */
  @Introspected
  record Request(
      @NotNull @Pattern(regexp = Username.PATTERN, message = Username.RULE) String username,
      @NotNull
          @Email
          @Size(max = 100)
          @Pattern(regexp = "(?i)(?!.*\\.invalid$).*", message = "must not end in .invalid")
          String email,
      @NotNull @Size(min = 10, max = 200) String password,
      @Nullable @Size(max = 200) String invitation) {}

  @Post("/api/auth/register")
  HttpResponse<UserView> register(@Body Request request) {
    Registration registration = config.registration();
    if (registration == Registration.CLOSED) {
      throw new GranaryException(Code.FORBIDDEN, "Cannot register: no accounts are made here.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    // Before anything is said about who has an account.
    String secret = request.invitation() == null ? null : Sha256.hex(request.invitation());
    boolean isInvited =
        secret == null
            ? registration == Registration.OPEN
            : invitations.isGood(secret, request.email(), now);
    if (!isInvited) {
      throw notInvited();
    }
    var user = new User(ids.next(), request.username(), request.email(), "user", now);
    String hash = passwords.hash(request.password());
    jdbi.useTransaction(
        handle -> {
          users.insert(handle, user, hash);
          if (secret != null && !invitations.use(handle, secret, user)) {
            throw notInvited();
          }
        });
    return HttpResponse.created(UserView.of(user), URI.create("/api/users/me"));
  }

  private static GranaryException notInvited() {
    return new GranaryException(
        Code.FORBIDDEN,
        "Cannot register: it takes an invitation for this address that is not used or over.");
  }
}
