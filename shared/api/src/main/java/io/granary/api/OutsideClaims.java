package io.granary.api;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.Set;

/**
 * What the claims of an outside token must say, by our clock. An identity token, which tells a
 * client who has logged in and gives no leave to call us, is known by the claims that only it has.
 */
final class OutsideClaims extends DefaultJWTClaimsVerifier<SecurityContext> {
  private static final int SKEW_SECONDS = 30;

  private final InstantSource clock;

  OutsideClaims(String issuer, String audience, InstantSource clock) {
    super(
        Collections.singleton(audience),
        new JWTClaimsSet.Builder().issuer(issuer).build(),
        Set.of("sub", "exp"),
        Set.of("nonce", "at_hash", "c_hash"));
    setMaxClockSkew(SKEW_SECONDS);
    this.clock = clock;
  }

  @Override
  protected Date currentTime() {
    return Date.from(clock.instant());
  }
}
