package io.granary.account;

import io.granary.account.RefreshTokens.Rotation;
import io.granary.api.Access;
import io.granary.api.AccessTokens;
import io.granary.api.Body;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Gives new tokens for a refresh token, which is used up. */
@Controller
@LambdaFunction(
    name = "refresh-token",
    access = Access.PUBLIC,
    uses = Use.SIGNS_TOKENS,
    answersSecret = true,
    keeps = RefreshTokens.KEYS,
    refuses = Code.AUTHENTICATION_REQUIRED)
final class RefreshTokenFunction {
  private final UserRepository users;
  private final AccessTokens tokens;
  private final RefreshTokens refreshTokens;

  RefreshTokenFunction(UserRepository users, AccessTokens tokens, RefreshTokens refreshTokens) {
    this.users = users;
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
  }

  /** The token to use up. */
  @Introspected
  record Request(@NotNull @Size(max = 200) String refreshToken) {}

  @Post("/api/auth/refresh")
  TokenPair refresh(@Body Request request) {
    Rotation rotation = refreshTokens.rotate(request.refreshToken());
    if (users.hasChangedCredentialsSince(rotation.userId(), rotation.beganAt())) {
      refreshTokens.end(rotation.next());
      throw new GranaryException(
          Code.AUTHENTICATION_REQUIRED, "Cannot go on: log in with the new password.");
    }
    return TokenPair.bearer(tokens.issue(rotation.userId()), rotation.next(), tokens.life());
  }
}
