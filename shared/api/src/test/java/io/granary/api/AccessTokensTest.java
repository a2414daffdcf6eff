package io.granary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class AccessTokensTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final UUID USER = UUID.fromString("01900000-0000-7000-8000-000000000001");

  private final ECKey key = TestAuth.key("ours");
  private final AccessTokens tokens = at(NOW);

  private AccessTokens at(Instant time) {
    return TestAuth.tokens(InstantSource.fixed(time), key);
  }

  @Test
  void aTokenOfOursNamesItsUserUntilItExpires() {
    String token = tokens.issue(USER);

    assertThat(tokens.verify(token)).isEqualTo(USER);
    assertThat(at(NOW.plusSeconds(3599)).verify(token)).isEqualTo(USER);
    assertThatThrownBy(() -> at(NOW.plusSeconds(3600)).verify(token))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.TOKEN_EXPIRED));
  }

  @Test
  void foreignTokensAreRefused() throws JOSEException {
    ECKey other = TestAuth.key("ours");
    refused("");
    refused("a.b.c");
    refused("x".repeat(8192));
    refused(new PlainJWT(claims(c -> c)).serialize());
    refused(signed(other, "ours", "at+jwt", c -> c));
    refused(signed(key, "unknown", "at+jwt", c -> c));
    refused(signed(key, "ours", "JWT", c -> c));
    refused(signed(key, "ours", "at+jwt", c -> c.issuer("https://elsewhere.test")));
    refused(signed(key, "ours", "at+jwt", c -> c.audience("another")));
    refused(signed(key, "ours", "at+jwt", c -> c.expirationTime(null)));
    refused(signed(key, "ours", "at+jwt", c -> c.notBeforeTime(null)));
    refused(signed(key, "ours", "at+jwt", c -> c.notBeforeTime(Date.from(NOW.plusSeconds(120)))));
    refused(signed(key, "ours", "at+jwt", c -> c.subject("not an id")));
    byte[] publicKey =
        key.toPublicJWK().toJSONString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    refused(sign(new MACSigner(publicKey), JWSAlgorithm.HS256, "ours", "at+jwt", c -> c));
  }

  @Test
  void aKeyThatATokenBringsAlongIsIgnored() throws JOSEException {
    ECKey other = TestAuth.key("ours");
    for (String keyId : java.util.List.of("ours", "theirs")) {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(new JOSEObjectType("at+jwt"))
              .keyID(keyId)
              .jwk(other.toPublicJWK())
              .jwkURL(java.net.URI.create("https://elsewhere.test/keys"))
              .build();
      var token = new SignedJWT(header, claims(c -> c));
      token.sign(new ECDSASigner(other));
      refused(token.serialize());
    }
  }

  @Test
  void aKeyIsReplacedWhileItsTokensLive() {
    ECKey next = TestAuth.key("next");
    String before = tokens.issue(USER);
    var rotated = TestAuth.tokens(InstantSource.fixed(NOW), next, key);
    String after = rotated.issue(USER);

    assertThat(rotated.verify(before)).isEqualTo(USER);
    assertThat(rotated.verify(after)).isEqualTo(USER);
    refused(after);
    assertThat(rotated.publicKeys().toString()).contains("next", "ours").doesNotContain(" d=");
  }

  @Test
  void whoHasOnlyThePublicKeysVerifiesAndCannotSign() {
    AuthConfig signing = TestAuth.config(key);
    AuthConfig config = TestAuth.config("", SigningKeySet.publicSet(signing.signingKeys()));
    AccessTokens verifying = TestAuth.tokens(InstantSource.fixed(NOW), config);

    assertThat(verifying.verify(tokens.issue(USER))).isEqualTo(USER);
    assertThat(verifying.publicKeys()).isEqualTo(tokens.publicKeys());
    assertThatThrownBy(() -> verifying.issue(USER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot start: not set: GRANARY_AUTH_SIGNING_KEYS");
  }

  @Test
  void tokensAreVerifiedWithThePublishedKeysAlone() {
    String others = TestAuth.config(TestAuth.key("ours")).signingKeys();
    AuthConfig config =
        TestAuth.config(TestAuth.config(key).signingKeys(), SigningKeySet.publicSet(others));
    AccessTokens unpublished = TestAuth.tokens(InstantSource.fixed(NOW), config);

    String token = unpublished.issue(USER);

    assertThat(tokens.verify(token)).isEqualTo(USER);
    assertThatThrownBy(() -> unpublished.verify(token)).isInstanceOf(GranaryException.class);
  }

  @Test
  void aForgedTokenIsOursInAllButItsSignature() throws ParseException {
    SignedJWT forged = SignedJWT.parse(tokens.forged(USER, tokens.knownKeyId()));
    SignedJWT good = SignedJWT.parse(tokens.issue(USER));

    assertThat(forged.getHeader().toJSONObject()).isEqualTo(good.getHeader().toJSONObject());
    assertThat(forged.getJWTClaimsSet().getSubject()).isEqualTo(USER.toString());
    refused(forged.serialize());
  }

  private void refused(String token) {
    assertThatThrownBy(() -> tokens.verify(token))
        .isInstanceOfSatisfying(
            GranaryException.class,
            e -> {
              assertThat(e.code()).isEqualTo(Code.AUTHENTICATION_REQUIRED);
              assertThat(e).hasMessage("Cannot accept the request without a valid token.");
            });
  }

  private static String signed(
      ECKey key, String keyId, String type, UnaryOperator<JWTClaimsSet.Builder> change)
      throws JOSEException {
    return sign(new ECDSASigner(key), JWSAlgorithm.ES256, keyId, type, change);
  }

  private static String sign(
      JWSSigner signer,
      JWSAlgorithm algorithm,
      String keyId,
      String type,
      UnaryOperator<JWTClaimsSet.Builder> change)
      throws JOSEException {
    var header =
        new JWSHeader.Builder(algorithm).type(new JOSEObjectType(type)).keyID(keyId).build();
    var token = new SignedJWT(header, claims(change));
    token.sign(signer);
    return token.serialize();
  }

  private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    return change
        .apply(
            new JWTClaimsSet.Builder()
                .issuer("https://granary.test")
                .audience("granary-api")
                .subject(USER.toString())
                .notBeforeTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(3600))))
        .build();
  }
}
