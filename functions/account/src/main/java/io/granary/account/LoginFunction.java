package io.granary.account;

import io.granary.api.Access;
import io.granary.api.AccessTokens;
import io.granary.api.Body;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.RequestInfo;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.passwords.Passwords;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Gives tokens for a username and a password. */
@Controller
@LambdaFunction(
    name = "login",
    access = Access.PUBLIC,
    uses = Use.SIGNS_TOKENS,
    answersSecret = true,
    keeps = {LoginAttempts.KEYS, RefreshTokens.KEYS},
    refuses = {Code.AUTHENTICATION_REQUIRED, Code.TOO_MANY_ATTEMPTS})
final class LoginFunction {
  private final UserRepository users;
  private final LoginAttempts attempts;
  private final Passwords passwords;
  private final AccessTokens tokens;
  private final RefreshTokens refreshTokens;

  LoginFunction(
      UserRepository users,
      LoginAttempts attempts,
      Passwords passwords,
      AccessTokens tokens,
      RefreshTokens refreshTokens) {
    this.users = users;
    this.attempts = attempts;
    this.passwords = passwords;
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
  }

  /** Who logs in. */
  @Introspected
  record Request(
      @NotNull @Size(max = 200) String username, @NotNull @Size(max = 200) String password) {}

  @Post("/api/auth/login")
  TokenPair login(RequestInfo info, @Body Request request) {
    attempts.count(request.username(), info.event().getRequestContext().getHttp().getSourceIp());
    boolean matches =
        users
            .passwordHash(request.username())
            .map(hash -> passwords.matches(request.password(), hash))
            .orElseGet(() -> passwords.matchesNobody(request.password()));
    if (!matches) {
      throw new GranaryException(
          Code.AUTHENTICATION_REQUIRED, "Cannot log in: the username or the password is wrong.");
    }
    User user = users.findByUsername(request.username()).orElseThrow();
    return TokenPair.bearer(tokens.issue(user.id()), refreshTokens.begin(user.id()), tokens.life());
  }
}
