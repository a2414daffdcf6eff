package io.granary.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How callers are known.
 *
 * @param issuer the {@code iss} of our tokens
 * @param signingKeys a {@link SigningKeySet}, or the ARN of the secret that has it
 * @param cursorKey what cursors are signed with, base64, or the ARN of the secret that has it
 * @param accessTokenLife how long an access token is valid
 * @param registration who may make an account
 */
@ConfigurationProperties("granary.auth")
public record AuthConfig(
    String issuer,
    String signingKeys,
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
