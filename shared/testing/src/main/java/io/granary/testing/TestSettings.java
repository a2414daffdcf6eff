package io.granary.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.HashMap;
import java.util.Map;

/** How callers are known where nothing lasts: with keys of its own, and nobody too fast. */
public final class TestSettings {
  private static final int NO_LIMIT = 1_000_000;

  private TestSettings() {}

  /** Settings beside those of the servers. */
  public static Map<String, Object> fresh() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("granary.auth.issuer", "https://granary.test");
    try {
      settings.put(
          "granary.auth.signing-keys",
          new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("test").generate()).toString(false));
    } catch (JOSEException e) {
      throw new IllegalStateException("Cannot make a key", e);
    }
    settings.put("granary.auth.cursor-key", "dGVzdCB0ZXN0IHRlc3QgdGVzdCB0ZXN0IHRlc3Q=");
    settings.put("granary.auth.access-token-life", "1h");
    settings.put("granary.auth.registration", "open");
    // Tests ask faster than people; those of the limit itself set their own.
    settings.put("granary.rate.per-second", NO_LIMIT);
    settings.put("granary.rate.burst", NO_LIMIT);
    return settings;
  }
}
