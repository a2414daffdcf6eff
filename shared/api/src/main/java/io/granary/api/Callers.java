package io.granary.api;

import io.granary.database.User;
import io.granary.database.UserRepository;
import jakarta.inject.Singleton;

/** Establishes who calls: by a token of ours, a personal one, or one of an outside issuer. */
@Singleton
final class Callers {
  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;
  private final PersonalTokens personalTokens;
  private final OutsideTokens outsideTokens;
  private final UserRepository users;

  Callers(
      AccessTokens tokens,
      PersonalTokens personalTokens,
      OutsideTokens outsideTokens,
      UserRepository users) {
    this.tokens = tokens;
    this.personalTokens = personalTokens;
    this.outsideTokens = outsideTokens;
    this.users = users;
  }

  /**
   * The caller whom a header names.
   *
   * @throws io.granary.domain.GranaryException AUTHENTICATION_REQUIRED or TOKEN_EXPIRED
   */
  Caller of(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw AccessTokens.refused();
    }
    User user = user(authorization.substring(SCHEME.length()).strip());
    return new Caller(user.id(), user.username(), user.isAdmin());
  }

  private User user(String token) {
    if (outsideTokens.isOne(token)) {
      return outsideTokens.user(token);
    }
    var id = PersonalTokens.isOne(token) ? personalTokens.owner(token) : tokens.verify(token);
    return users.find(id).orElseThrow(AccessTokens::refused);
  }
}
