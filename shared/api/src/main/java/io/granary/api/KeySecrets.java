package io.granary.api;

import io.granary.storage.SecretTexts;
import io.granary.storage.SecretTexts.Version;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The two secrets with the keys of access tokens: the private ones, and their public halves for
 * everybody who verifies. A key is public before it can sign; what a run that died leaves undone,
 * {@link #settle} of the next does.
 */
@Singleton
public final class KeySecrets {
  /** Every one that fails is another's that succeeds. */
  private static final int TRIES = 100;

  private final String signing;
  private final String verifying;
  private final SecretTexts secrets;

  KeySecrets(AuthConfig config, SecretTexts secrets) {
    this.signing = config.signingKeys();
    this.verifying = config.verifyingKeys();
    this.secrets = secrets;
  }

  /** Whether the private keys are a secret that can be replaced, and no mere setting. */
  public boolean canBeReplaced() {
    return SecretTexts.isReference(signing);
  }

  /** The private set; empty when there has been none yet. */
  public Optional<Version> current() {
    return secrets.current(signing);
  }

  /**
   * Publishes the keys of a private set and then makes it current, if nobody else has replaced the
   * version that it was made from.
   *
   * @return false when another set has replaced that version
   */
  public boolean replace(@Nullable Version before, String after) {
    VerifyingKeySet added = VerifyingKeySet.parse(after);
    // Those of before stay, as somebody else may be about to sign with one that is new.
    publish(known -> known.with(added));
    boolean isReplaced = secrets.replace(signing, before, after);
    settle();
    return isReplaced;
  }

  /** Makes the public keys those of the private set that is current, no fewer and no others. */
  public void settle() {
    publish(
        known ->
            current()
                .filter(version -> SigningKeySet.isOne(version.text()))
                .map(version -> VerifyingKeySet.parse(version.text()))
                .orElse(known));
  }

  private void publish(UnaryOperator<VerifyingKeySet> change) {
    if (!SecretTexts.isReference(verifying)) {
      return;
    }
    for (int i = 0; i < TRIES; i++) {
      // Before the change is made of it, which may look at the private set.
      Optional<Version> before = secrets.current(verifying);
      VerifyingKeySet known = VerifyingKeySet.orEmpty(before.map(Version::text).orElse(""));
      VerifyingKeySet wanted = change.apply(known);
      if (wanted.equals(known) || secrets.replace(verifying, before.orElse(null), wanted.text())) {
        return;
      }
    }
    throw new IllegalStateException("Cannot publish the keys: others replace them all the time");
  }
}
