package io.granary.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.granary.storage.SecretTexts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Settings with a key of their own. */
final class TestAuth {
  private TestAuth() {}

  static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static AuthConfig config(ECKey... keys) {
    return config(new JWKSet(List.<JWK>of(keys)).toString(false), "");
  }

  static AuthConfig config(String signingKeys, String verifyingKeys) {
    return new AuthConfig(
        "https://granary.test",
        signingKeys,
        verifyingKeys,
        "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0",
        Duration.ofHours(1),
        AuthConfig.Registration.OPEN);
  }

  /** For settings that are no secrets of Secrets Manager. */
  static SecretTexts secrets() {
    return new SecretTexts(
        () -> {
          throw new IllegalStateException("There is no Secrets Manager");
        },
        InstantSource.system());
  }

  static AccessTokens tokens(InstantSource clock, ECKey... keys) {
    return tokens(clock, config(keys));
  }

  static AccessTokens tokens(InstantSource clock, AuthConfig config) {
    return new AccessTokens(config, new SigningKeys(config, secrets()), clock);
  }

  static AuthConfig config() {
    return config(key("test"));
  }
}
