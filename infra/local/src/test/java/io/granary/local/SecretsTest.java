package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theSigningKeyIsReplacedAfterThirtyDaysAndTheOldOneGoesWithItsTokens(@TempDir Path home)
      throws IOException, ParseException {
    Secrets first = Secrets.of(home, START);
    Secrets soon = Secrets.of(home, START.plus(Duration.ofDays(29)));
    Secrets later = Secrets.of(home, START.plus(Duration.ofDays(31)));
    Secrets muchLater = Secrets.of(home, START.plus(Duration.ofDays(32)));

    List<String> before = keyIds(first);
    assertThat(before).hasSize(1);
    assertThat(keyIds(soon)).isEqualTo(before);
    assertThat(keyIds(later)).hasSize(2).last().isEqualTo(before.getFirst());
    assertThat(keyIds(muchLater)).containsExactly(keyIds(later).getFirst());
    assertThat(muchLater.adminPassword()).isEqualTo(first.adminPassword());
    assertThat(muchLater.cursorKey()).isEqualTo(first.cursorKey());
  }

  private static List<String> keyIds(Secrets secrets) throws ParseException {
    return JWKSet.parse(secrets.signingKeys()).getKeys().stream().map(JWK::getKeyID).toList();
  }
}
