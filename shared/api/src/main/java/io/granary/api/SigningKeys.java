package io.granary.api;

import com.nimbusds.jose.jwk.ECKey;
import io.granary.storage.SecretTexts;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The signing keys as the settings have them now; a set that is replaced is noticed. */
@Singleton
final class SigningKeys {
  private final AuthConfig config;
  private final SecretTexts secrets;
  private volatile @Nullable Parsed last;

  SigningKeys(AuthConfig config, SecretTexts secrets) {
    this.config = config;
    this.secrets = secrets;
    if (!SecretTexts.isReference(config.signingKeys())) {
      // What is wrong with a setting is said at the start; a secret is read when it is needed.
      now();
    }
  }

  private record Parsed(String text, SigningKeySet keys) {}

  /** The set that signs and verifies now. */
  SigningKeySet now() {
    return parsed(secrets.text(config.signingKeys()));
  }

  /** The key of a name; when it is not known, it may have come into the set just now. */
  Optional<ECKey> find(String id) {
    return now().find(id).or(() -> parsed(secrets.textAgain(config.signingKeys())).find(id));
  }

  private SigningKeySet parsed(String text) {
    Parsed known = last;
    if (known == null || !known.text().equals(text)) {
      known = new Parsed(text, SigningKeySet.parse(text));
      last = known;
    }
    return known.keys();
  }
}
