package io.granary.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How callers are known.
 *
 * @param issuer the {@code iss} of our tokens
 * @param signingKey the EC P-256 key as a private JWK
 * @param cursorKey what cursors are signed with, base64
 * @param accessTokenLife how long an access token is valid
 * @param registration who may make an account
 */
@ConfigurationProperties("granary.auth")
public record AuthConfig(
    String issuer,
    String signingKey,
    String cursorKey,
    Duration accessTokenLife,
    Registration registration) {
  /** Who may make an account: everybody, those an admin invites, or nobody. */
  public enum Registration {
    OPEN,
    INVITE,
    CLOSED
  }
}
