package io.granary.api;

import com.nimbusds.jose.jwk.ECKey;
import io.granary.storage.SecretTexts;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys as the settings have them now; a set that is replaced is noticed. Only who signs has the
 * private ones, everybody else knows tokens by their public halves.
 */
@Singleton
final class SigningKeys {
  private final AuthConfig config;
  private final SecretTexts secrets;
  private final Kept<SigningKeySet> signing;
  private final Kept<VerifyingKeySet> verifying;

  SigningKeys(AuthConfig config, SecretTexts secrets) {
    this.config = config;
    this.secrets = secrets;
    this.signing = new Kept<>(SigningKeySet::parse);
    this.verifying = new Kept<>(VerifyingKeySet::parse);
    // What is wrong with a setting is said at the start; a secret is read when it is needed.
    if (!config.signingKeys().isEmpty() && !SecretTexts.isReference(config.signingKeys())) {
      signing.of(config.signingKeys());
    }
    if (!SecretTexts.isReference(config.keysThatVerify())) {
      verifying.of(config.keysThatVerify());
    }
  }

  /**
   * The key that signs at a time.
   *
   * @throws IllegalStateException when there is no setting with private keys
   */
  ECKey signing(Instant now) {
    check();
    return signing.of(secrets.text(config.signingKeys())).signing(now);
  }

  /** Fails where private keys are needed and no setting says where they are. */
  void check() {
    if (config.signingKeys().isEmpty()) {
      throw new IllegalStateException(
          "Cannot start: not set: " + RequiredSettings.variable(AuthConfig.SIGNING_KEYS));
    }
  }

  /** The public keys that verify now, newest first. */
  List<ECKey> verifying() {
    return verifying.of(secrets.text(config.keysThatVerify())).all();
  }

  /** The public key of a name; when it is not known, it may have come into the set just now. */
  Optional<ECKey> find(String id) {
    return verifying
        .of(secrets.text(config.keysThatVerify()))
        .find(id)
        .or(() -> verifying.of(secrets.textAgain(config.keysThatVerify())).find(id));
  }

  /** What was made of a text, until there is another text. */
  private static final class Kept<T> {
    private final Function<String, T> parser;
    private volatile @Nullable Parsed<T> last;

    Kept(Function<String, T> parser) {
      this.parser = parser;
    }

    private record Parsed<T>(String text, T keys) {}

    T of(String text) {
      Parsed<T> known = last;
      if (known == null || !known.text().equals(text)) {
        known = new Parsed<>(text, parser.apply(text));
        last = known;
      }
      return known.keys();
    }
  }
}
