package io.granary.account;

import io.granary.api.AuthConfig;
import io.granary.api.SigningKeySet;
import io.granary.storage.SecretTexts;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the signing keys when they are old. A run that finds that another has replaced the
 * version that it read leaves it at that, so that two at once make one change.
 */
@Singleton
final class SigningKeyRotation {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeyRotation.class);

  private final AuthConfig config;
  private final SecretTexts secrets;
  private final InstantSource clock;

  SigningKeyRotation(AuthConfig config, SecretTexts secrets, InstantSource clock) {
    this.config = config;
    this.secrets = secrets;
    this.clock = clock;
  }

  void run() {
    String arn = config.signingKeys();
    if (!SecretTexts.isReference(arn)) {
      LOG.info("Left the signing keys alone: they are a setting, no secret");
      return;
    }
    SecretTexts.Version before =
        secrets
            .current(arn)
            .orElseThrow(
                () -> new IllegalStateException("Cannot rotate the signing keys: there are none"));
    String after = SigningKeySet.rotated(before.text(), clock.instant(), config.accessTokenLife());
    if (after.equals(before.text())) {
      LOG.info("Left the signing keys alone: none is old");
    } else if (secrets.replace(arn, before, after)) {
      LOG.info("Replaced the signing keys");
    } else {
      LOG.info("Left the signing keys alone: another run has replaced them");
    }
  }
}
