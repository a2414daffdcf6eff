package io.granary.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How callers are known.
 *
 * @param issuer the {@code iss} of our tokens
 * @param signingKeys a {@link SigningKeySet}, or the ARN of the secret that has it; empty where
 *     nothing is signed
 * @param verifyingKeys the public keys of that set as a JWK set, or the ARN of the secret that has
 *     them; empty for those of {@code signingKeys}
 * @param cursorKey what cursors are signed with, base64, or the ARN of the secret that has it
 * @param accessTokenLife how long an access token is valid
 * @param registration who may make an account
 */
@ConfigurationProperties("granary.auth")
public record AuthConfig(
    String issuer,
    @Bindable(defaultValue = "") String signingKeys,
    @Bindable(defaultValue = "") String verifyingKeys,
    String cursorKey,
    Duration accessTokenLife,
    Registration registration) {
  /** Who may make an account: everybody, those an admin invites, or nobody. */
  public enum Registration {
    OPEN,
    INVITE,
    CLOSED
  }

  static final String SIGNING_KEYS = "granary.auth.signing-keys";
  static final String VERIFYING_KEYS = "granary.auth.verifying-keys";

  /** The setting whose keys tokens are verified with. */
  String keysThatVerify() {
    return verifyingKeys.isEmpty() ? signingKeys : verifyingKeys;
  }
}
