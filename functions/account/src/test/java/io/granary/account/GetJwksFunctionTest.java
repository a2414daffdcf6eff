package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.granary.api.AccessTokens;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetJwksFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void othersCanVerifyOurTokensAndNobodyCanSignThem() throws ParseException, JOSEException {
    Answer answer = STACK.anonymous().get("/.well-known/jwks.json");
    SignedJWT token = SignedJWT.parse(STACK.bean(AccessTokens.class).issue(STACK.user("ann").id()));

    JWKSet keys = JWKSet.parse(answer.body());
    var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
    assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(keys.containsNonPublicKeys()).isFalse();
    assertThat(answer.headers().get("cache-control")).isEqualTo("public, max-age=300");
  }
}
