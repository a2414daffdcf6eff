package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.storage.SecretTexts;
import io.granary.storage.SecretTexts.Version;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

final class SecretTextsTest {
  private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:keys";

  private SecretServer server;
  private SecretsManagerClient client;
  private SecretTexts secrets;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @BeforeEach
  void start() throws IOException {
    server = SecretServer.start();
    client =
        SecretsManagerClient.builder()
            .endpointOverride(server.url())
            .region(Region.US_EAST_1)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .build();
    secrets = new SecretTexts(() -> client, () -> now);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void aSettingThatIsNoReferenceStandsForItself() {
    assertThat(secrets.text("plain")).isEqualTo("plain");
    assertThat(secrets.textAgain("plain")).isEqualTo("plain");
    assertThat(server.reads()).isZero();
  }

  @Test
  void aReplacedSecretIsNoticedAfterFiveMinutes() {
    server.set(ARN, "one");
    assertThat(secrets.text(ARN)).isEqualTo("one");
    server.set(ARN, "two");

    pass(SecretTexts.FRESH.minusSeconds(1));
    assertThat(secrets.text(ARN)).isEqualTo("one");
    assertThat(server.reads()).isEqualTo(1);

    pass(Duration.ofSeconds(1));
    assertThat(secrets.text(ARN)).isEqualTo("two");
    assertThat(server.reads()).isEqualTo(2);
  }

  @Test
  void manyThreadsCauseOneRead() throws InterruptedException {
    server.set(ARN, "one");
    Callable<String> read = () -> secrets.text(ARN);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(Collections.nCopies(50, read)))
          .allSatisfy(answer -> assertThat(answer.get()).isEqualTo("one"));
    }

    assertThat(server.reads()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadAgainStaysKnownForAnHour() {
    server.set(ARN, "one");
    secrets.text(ARN);
    server.setDown(true);

    pass(SecretTexts.KEPT.minusSeconds(1));
    assertThat(secrets.text(ARN)).isEqualTo("one");

    pass(Duration.ofSeconds(1));
    assertThatThrownBy(() -> secrets.text(ARN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot read the secret " + ARN);

    server.setDown(false);
    assertThat(secrets.text(ARN)).isEqualTo("one");
  }

  @Test
  void whatHasNoValueOrWasNeverReadIsAnError() {
    assertThatThrownBy(() -> secrets.text(ARN))
        .hasMessage("Cannot read the secret %s: it has no value", ARN);
    assertThat(secrets.current(ARN)).isEmpty();
    server.setDown(true);
    assertThatThrownBy(() -> secrets.text(ARN)).hasMessage("Cannot read the secret " + ARN);
  }

  @Test
  void whoBelievesItIsReplacedCausesOneReadInFiveMinutes() {
    server.set(ARN, "one");
    secrets.text(ARN);
    server.set(ARN, "two");

    assertThat(secrets.textAgain(ARN)).isEqualTo("two");
    server.set(ARN, "three");
    assertThat(secrets.textAgain(ARN)).isEqualTo("two");
    assertThat(server.reads()).isEqualTo(2);

    pass(SecretTexts.FRESH);
    assertThat(secrets.textAgain(ARN)).isEqualTo("three");
  }

  @Test
  void everyVersionHasOneSuccessor() {
    assertThat(secrets.replace(ARN, null, "one")).isTrue();
    assertThat(secrets.replace(ARN, null, "another first")).isFalse();
    Version first = secrets.current(ARN).orElseThrow();

    assertThat(secrets.replace(ARN, first, "two")).isTrue();
    assertThat(secrets.replace(ARN, first, "another second")).isFalse();
    // The same again is a repeated request, whose answer was lost.
    assertThat(secrets.replace(ARN, first, "two")).isTrue();

    assertThat(server.text(ARN)).isEqualTo("two");
    assertThat(server.count(ARN)).isEqualTo(2);
    assertThat(secrets.text(ARN)).isEqualTo("two");
  }
}
