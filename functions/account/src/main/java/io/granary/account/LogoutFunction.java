package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.LambdaFunction;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Ends the family of a refresh token. */
@Controller
@LambdaFunction(name = "logout", access = Access.SIGNED_IN, keeps = RefreshTokens.KEYS)
final class LogoutFunction {
  private final RefreshTokens refreshTokens;

  LogoutFunction(RefreshTokens refreshTokens) {
    this.refreshTokens = refreshTokens;
  }

  /** The token to end. */
  @Introspected
  record Request(@NotNull @Size(max = 200) String refreshToken) {}

  @Post("/api/auth/logout")
  @Status(HttpStatus.NO_CONTENT)
  void logout(@Body Request request) {
    refreshTokens.end(request.refreshToken());
  }
}
