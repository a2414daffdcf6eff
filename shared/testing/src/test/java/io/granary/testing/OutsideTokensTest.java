package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.granary.database.UserRepository;
import io.granary.testing.ApiClient.Answer;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OutsideTokensTest {
  private static final OutsideIssuer ISSUER = new OutsideIssuer();

  @RegisterExtension
  static final TestStack STACK =
      new TestStack(
          Map.of(
              "granary.auth.oidc.issuer",
              ISSUER.url(),
              "granary.auth.oidc.audience",
              OutsideIssuer.AUDIENCE,
              "granary.auth.oidc.allow-private-addresses",
              true));

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @Test
  void whoeverComesForTheFirstTimeGetsAnAccountAndKeepsIt() {
    String token = ISSUER.token("sub-1", c -> c);

    String first = caller(token);
    String again = caller(ISSUER.token("sub-1", c -> c.claim("preferred_username", "renamed")));
    String other = caller(ISSUER.token("sub-2", c -> c));

    assertThat(first).startsWith("ada-lovelace");
    assertThat(again).isEqualTo(first);
    assertThat(other).startsWith("ada-lovelace-").isNotEqualTo(first);
  }

  @Test
  void anAccountThatIsThereIsNeverTakenOver() {
    STACK.user("grace");

    String username =
        caller(
            ISSUER.token(
                "sub-3",
                c -> c.claim("preferred_username", "grace").claim("email", "grace@example.com")));

    assertThat(username).startsWith("grace-");
    assertThat(STACK.bean(UserRepository.class).findByUsername(username).orElseThrow().email())
        .endsWith("@outside.invalid");
  }

  @Test
  void manyAtOnceMakeOneAccount() throws InterruptedException, ExecutionException {
    String token = ISSUER.token("sub-4", c -> c.claim("preferred_username", "crowd"));
    Set<String> names = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> tasks = java.util.Collections.nCopies(32, () -> caller(token));
      for (var future : threads.invokeAll(tasks)) {
        names.add(future.get());
      }
    }
    assertThat(names).hasSize(1);
  }

  @Test
  void everyOtherTokenGetsTheSameAnswer() throws JOSEException {
    caller(ISSUER.token("sub-5", c -> c));
    var stranger = OutsideIssuer.key("k1");
    var hmac =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER.url())
                .audience(OutsideIssuer.AUDIENCE)
                .subject("x")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build());
    hmac.sign(new MACSigner(new byte[32]));
    List<String> tokens =
        List.of(
            "",
            "x".repeat(9000),
            "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA",
            new PlainJWT(new JWTClaimsSet.Builder().issuer(ISSUER.url()).build()).serialize(),
            hmac.serialize(),
            ISSUER.token(stranger, "JWT", "x", c -> c),
            ISSUER.token("x", c -> c.audience("another")),
            ISSUER.token("x", c -> c.issuer("https://elsewhere.test")),
            ISSUER.token("x", c -> c.subject(null)),
            ISSUER.token("x", c -> c.expirationTime(null)),
            ISSUER.token("x", c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(300)))),
            ISSUER.token("x", c -> c.claim("nonce", "an identity token")),
            ISSUER.token("x", c -> c.claim("at_hash", "an identity token")));
    Set<JsonNode> bodies = new HashSet<>();
    for (String token : tokens) {
      Answer answer = new ApiClient(STACK.gateway(), token).post("/api/make", Map.of("count", 1));
      assertThat(answer.status()).as(token).isEqualTo(401);
      ObjectNode body = (ObjectNode) answer.json();
      body.remove("request_id");
      bodies.add(body);
    }
    assertThat(bodies).hasSize(1);
  }

  @Test
  void aTokenThatIsOverSaysSo() {
    String token =
        ISSUER.token("x", c -> c.expirationTime(Date.from(Instant.now().minusSeconds(60))));

    assertThat(new ApiClient(STACK.gateway(), token).post("/api/make", Map.of("count", 1)).code())
        .isEqualTo("TOKEN_EXPIRED");
  }

  @Test
  void aKeyThatIsNotKnownIsAskedForSeldom() {
    caller(ISSUER.token("sub-6", c -> c));
    int before = ISSUER.keyFetches();
    for (int i = 0; i < 20; i++) {
      String token = ISSUER.token(OutsideIssuer.key("unknown"), "JWT", "x", c -> c);
      assertThat(
              new ApiClient(STACK.gateway(), token).post("/api/make", Map.of("count", 1)).status())
          .isEqualTo(401);
    }
    assertThat(ISSUER.keyFetches() - before).isLessThanOrEqualTo(1);
  }

  /** Who a token is taken for. */
  private static String caller(String token) {
    Answer answer = new ApiClient(STACK.gateway(), token).get("/api/who");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("username").asText();
  }
}
