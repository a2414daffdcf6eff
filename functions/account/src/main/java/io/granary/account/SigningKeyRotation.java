package io.granary.account;

import io.granary.api.AuthConfig;
import io.granary.api.KeySecrets;
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
  private final KeySecrets keys;
  private final InstantSource clock;

  SigningKeyRotation(AuthConfig config, KeySecrets keys, InstantSource clock) {
    this.config = config;
    this.keys = keys;
    this.clock = clock;
  }

  void run() {
    if (!keys.canBeReplaced()) {
      LOG.info("Left the signing keys alone: they are a setting, no secret");
      return;
    }
    SecretTexts.Version before =
        keys.current()
            .orElseThrow(
                () -> new IllegalStateException("Cannot rotate the signing keys: there are none"));
    String after = SigningKeySet.rotated(before.text(), clock.instant(), config.accessTokenLife());
    if (after.equals(before.text())) {
      keys.settle();
      LOG.info("Left the signing keys alone: none is old");
    } else if (keys.replace(before, after)) {
      LOG.info("Replaced the signing keys");
    } else {
      LOG.info("Left the signing keys alone: another run has replaced them");
    }
  }
}
