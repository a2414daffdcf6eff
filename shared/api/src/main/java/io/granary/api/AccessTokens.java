package io.granary.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Issues and checks access tokens: JWT, ES256 only, with issuer, audience, times and key id all
 * required (RFC 8725).
 */
@Singleton
public final class AccessTokens {
  private static final String AUDIENCE = "granary-api";
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final int MAX_LENGTH = 4096;

  private final AuthConfig config;
  private final InstantSource clock;
  private final SigningKeys keys;

  AccessTokens(AuthConfig config, SigningKeys keys, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.keys = keys;
  }

  /** What others need to verify our tokens: the public halves, as RFC 7517 writes them. */
  public Map<String, Object> publicKeys() {
    return new JWKSet(
            keys.verifying().stream()
                .<JWK>map(
                    key ->
                        new ECKey.Builder(key)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .build())
                .toList())
        .toJSONObject(true);
  }

  /** How long a token is valid. */
  public Duration life() {
    return config.accessTokenLife();
  }

  /** A token for a user, valid from now. */
  public String issue(UUID userId) {
    ECKey key = keys.signing(clock.instant());
    return signed(userId, key, key.getKeyID());
  }

  /** The name of a key that verifies. */
  String knownKeyId() {
    return keys.verifying().getFirst().getKeyID();
  }

  /**
   * A token that is one of ours in all but its signature, which is made with a key that nobody has:
   * it is checked as a good one is, and refused.
   */
  String forged(UUID userId, String keyId) {
    try {
      return signed(userId, new ECKeyGenerator(Curve.P_256).generate(), keyId);
    } catch (JOSEException e) {
      throw new IllegalStateException("Cannot make a key", e);
    }
  }

  private String signed(UUID userId, ECKey key, String keyId) {
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(config.issuer())
            .audience(AUDIENCE)
            .subject(userId.toString())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life())))
            .jwtID(new Ids(clock).next().toString())
            .build();
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(keyId).build();
    try {
      var token = new SignedJWT(header, claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("Cannot sign an access token", e);
    }
  }

  /**
   * The user a token was issued to.
   *
   * @throws GranaryException TOKEN_EXPIRED for a token of ours that is over, else
   *     AUTHENTICATION_REQUIRED without saying what is wrong with it
   */
  public UUID verify(String token) {
    if (token.length() > MAX_LENGTH) {
      throw refused();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSHeader header = jwt.getHeader();
      if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
          || !TYPE.equals(header.getType())
          || !isSigned(jwt)) {
        throw refused();
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      Instant now = clock.instant();
      if (!config.issuer().equals(claims.getIssuer())
          || !claims.getAudience().equals(List.of(AUDIENCE))
          || claims.getExpirationTime() == null
          || claims.getNotBeforeTime() == null
          || claims.getNotBeforeTime().toInstant().isAfter(now.plus(SKEW))) {
        throw refused();
      }
      if (!claims.getExpirationTime().toInstant().isAfter(now)) {
        throw new GranaryException(Code.TOKEN_EXPIRED, "Cannot accept the token: it has expired.");
      }
      return Ids.parse(claims.getSubject() == null ? "" : claims.getSubject())
          .orElseThrow(AccessTokens::refused);
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw new GranaryException(
          Code.AUTHENTICATION_REQUIRED, "Cannot accept the request without a valid token.", e);
    }
  }

  private boolean isSigned(SignedJWT jwt) throws JOSEException {
    String keyId = jwt.getHeader().getKeyID();
    Optional<ECKey> key = keyId == null ? Optional.empty() : keys.find(keyId);
    return key.isPresent() && jwt.verify(new ECDSAVerifier(key.get().toECPublicKey()));
  }

  static GranaryException refused() {
    return new GranaryException(
        Code.AUTHENTICATION_REQUIRED, "Cannot accept the request without a valid token.");
  }
}
