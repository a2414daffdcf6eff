package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.granary.api.AccessTokens;
import io.granary.api.AuthConfig;
import io.granary.api.KeySecrets;
import io.granary.api.SigningKeySet;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.SecretServer;
import io.granary.testing.TestStack;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RotateSigningKeysFunctionTest {
  private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:keys";
  private static final String PUBLIC =
      "arn:aws:secretsmanager:us-east-1:000000000000:secret:public";
  private static final SecretServer SECRETS = secrets();
  private static final Duration LIFE = Duration.ofHours(1);

  @RegisterExtension
  static final TestStack STACK =
      new TestStack(
          Map.of(
              "granary.auth.signing-keys",
              ARN,
              "granary.auth.verifying-keys",
              PUBLIC,
              "granary.storage.secrets-endpoint",
              SECRETS.url().toString()));

  private static SecretServer secrets() {
    try {
      return SecretServer.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stop() {
    SECRETS.close();
  }

  private final Instant now = Instant.now();

  /** A first key that is a month old. */
  @BeforeEach
  void begin() {
    set(SigningKeySet.rotated(SigningKeySet.EMPTY, now.minus(Duration.ofDays(31)), LIFE));
  }

  private static void set(String keys) {
    SECRETS.set(PUBLIC, SigningKeySet.publicSet(keys));
    SECRETS.set(ARN, keys);
  }

  private static List<String> keyIds() throws ParseException {
    return JWKSet.parse(SECRETS.text(ARN)).getKeys().stream().map(JWK::getKeyID).toList();
  }

  private static void run() {
    new RotateSigningKeysFunction(STACK.context()).execute(Map.of());
  }

  @Test
  void anOldKeyGetsASuccessorOnce() throws ParseException {
    List<String> before = keyIds();

    run();
    List<String> after = keyIds();
    run();

    assertThat(after).hasSize(2).last().isEqualTo(before.getFirst());
    assertThat(keyIds()).isEqualTo(after);
  }

  @Test
  void ofManyAtOnceOneMakesTheChange() throws InterruptedException, ParseException {
    int versions = SECRETS.count(ARN);
    var rotation =
        new SigningKeyRotation(
            STACK.bean(AuthConfig.class), STACK.bean(KeySecrets.class), InstantSource.fixed(now));
    Callable<Boolean> run =
        () -> {
          rotation.run();
          return true;
        };

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(Collections.nCopies(8, run)))
          .allSatisfy(done -> assertThat(done.get()).isTrue());
    }

    assertThat(SECRETS.count(ARN)).isEqualTo(versions + 1);
    assertThat(keyIds()).hasSize(2);
    assertThat(SECRETS.text(PUBLIC)).isEqualTo(SigningKeySet.publicSet(SECRETS.text(ARN)));
  }

  @Test
  void whatARunThatDiedHasPublishedIsMadeGoodByTheNext() throws ParseException {
    String before = SECRETS.text(ARN);
    // As if it had died before it replaced the private keys: one more is public than there is.
    SECRETS.set(PUBLIC, SigningKeySet.publicSet(SigningKeySet.rotated(before, now, LIFE)));
    SECRETS.set(ARN, before);

    run();

    assertThat(keyIds()).hasSize(2);
    assertThat(SECRETS.text(PUBLIC)).isEqualTo(SigningKeySet.publicSet(SECRETS.text(ARN)));
  }

  @Test
  void keysThatAreNotPublishedAreAlsoWhenNoneIsOld() {
    String young = SigningKeySet.rotated(SigningKeySet.EMPTY, now, LIFE);
    SECRETS.set(ARN, young);
    SECRETS.set(PUBLIC, "to be made by the setup");

    run();

    assertThat(SECRETS.text(ARN)).isEqualTo(young);
    assertThat(SECRETS.text(PUBLIC)).isEqualTo(SigningKeySet.publicSet(young));
  }

  @Test
  void aTokenOfAKeyThatWasNotKnownYetIsAccepted() {
    User ann = STACK.user("ann");
    try (ApplicationContext knowsTheOld = ApplicationContext.run(STACK.properties(), "test");
        ApplicationContext startsLater = ApplicationContext.run(STACK.properties(), "test")) {
      AccessTokens old = knowsTheOld.getBean(AccessTokens.class);
      String before = old.issue(ann.id());
      set(SigningKeySet.rotated(SECRETS.text(ARN), now.minus(Duration.ofMinutes(11)), LIFE));
      String after = startsLater.getBean(AccessTokens.class).issue(ann.id());

      assertThat(after.substring(0, after.indexOf('.')))
          .isNotEqualTo(before.substring(0, before.indexOf('.')));
      assertThat(old.verify(after)).isEqualTo(ann.id());
      assertThat(old.verify(before)).isEqualTo(ann.id());
    }
  }

  @Test
  void aKeyIsPublishedAsSoonAsItIsMade() throws ParseException {
    run();
    try (ApplicationContext fresh = ApplicationContext.run(STACK.properties(), "test")) {
      var client = new ApiClient(new io.granary.api.GatewayFunction(fresh), null);

      JWKSet published = JWKSet.parse(client.get("/.well-known/jwks.json").body());

      assertThat(published.getKeys()).extracting(JWK::getKeyID).isEqualTo(keyIds());
      assertThat(published.containsNonPublicKeys()).isFalse();
    }
  }

  @Test
  void keysThatAreNoSecretAreLeftAlone() {
    int versions = SECRETS.count(ARN);
    Map<String, Object> properties = new HashMap<>(STACK.properties());
    properties.put("granary.auth.signing-keys", SECRETS.text(ARN));
    try (ApplicationContext local = ApplicationContext.run(properties, "test")) {
      new RotateSigningKeysFunction(local).execute(Map.of());
    }
    assertThat(SECRETS.count(ARN)).isEqualTo(versions);
  }
}
