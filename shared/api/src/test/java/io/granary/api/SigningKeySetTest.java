package io.granary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SigningKeySetTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LIFE = Duration.ofHours(1);

  private static String rotated(String set, Duration after) {
    return SigningKeySet.rotated(set, START.plus(after), LIFE);
  }

  private static List<String> ids(String set) {
    return SigningKeySet.parse(set).all().stream().map(JWK::getKeyID).toList();
  }

  private static String signs(String set, Duration after) {
    return SigningKeySet.parse(set).signing(START.plus(after)).getKeyID();
  }

  private final String first = rotated(SigningKeySet.EMPTY, Duration.ZERO);

  @Test
  void theFirstKeySignsAtOnceSinceThereIsNoOther() {
    assertThat(ids(first)).hasSize(1);
    assertThat(signs(first, Duration.ZERO)).isEqualTo(ids(first).getFirst());
  }

  @Test
  void aKeyIsReplacedAfterThirtyDaysAndNotBefore() {
    assertThat(rotated(first, Duration.ofDays(30).minusSeconds(1))).isSameAs(first);

    String both = rotated(first, Duration.ofDays(30));

    assertThat(ids(both)).hasSize(2).last().isEqualTo(ids(first).getFirst());
    assertThat(rotated(both, Duration.ofDays(30))).isSameAs(both);
  }

  @Test
  void aKeyIsPublishedForTenMinutesBeforeItSigns() {
    Duration made = Duration.ofDays(30);
    String both = rotated(first, made);

    assertThat(signs(both, made.plusMinutes(10).minusSeconds(1))).isEqualTo(ids(both).getLast());
    assertThat(signs(both, made.plusMinutes(10))).isEqualTo(ids(both).getFirst());
  }

  @Test
  void aKeyVerifiesUntilAnHourAfterTheLastOfItsTokens() {
    Duration lastSigned = Duration.ofDays(30).plusMinutes(10);
    String both = rotated(first, Duration.ofDays(30));

    assertThat(rotated(both, lastSigned.plusHours(2))).isSameAs(both);

    String next = rotated(both, lastSigned.plusHours(2).plusSeconds(1));

    assertThat(ids(next)).containsExactly(ids(both).getFirst());
  }

  @Test
  void theSetIsNeverEmptyHoweverLongNobodyLooked() {
    String next = rotated(first, Duration.ofDays(1000));

    assertThat(ids(next)).hasSize(2);
    assertThat(signs(next, Duration.ofDays(1000))).isEqualTo(ids(first).getFirst());
    assertThat(ids(rotated(next, Duration.ofDays(1001)))).containsExactly(ids(next).getFirst());
  }

  @Test
  void keysWithoutATimeCountAsOldAndTheFirstOfThemSigns() {
    ECKey one = TestAuth.key("one");
    ECKey other = TestAuth.key("other");
    String set = TestAuth.config(one, other).signingKeys();

    assertThat(signs(set, Duration.ZERO)).isEqualTo("one");
    assertThat(ids(rotated(set, Duration.ZERO))).hasSize(2).last().isEqualTo("one");
  }

  @Test
  void thePublicSetHasTheSameKeysWithoutTheirPrivateHalves() throws ParseException {
    String both = rotated(first, SigningKeySet.KEY_LIFE);

    JWKSet published = JWKSet.parse(SigningKeySet.publicSet(both));

    assertThat(published.getKeys()).extracting(JWK::getKeyID).isEqualTo(ids(both));
    assertThat(published.containsNonPublicKeys()).isFalse();
    assertThat(SigningKeySet.publicSet(SigningKeySet.publicSet(both)))
        .isEqualTo(SigningKeySet.publicSet(both));
    assertThatThrownBy(() -> SigningKeySet.publicSet("hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot read the verifying keys: they are no JWK set of EC keys")
        .hasNoCause();
  }

  @Test
  void whatIsNoSetIsRefusedWithoutRepeatingIt() {
    assertThat(SigningKeySet.isOne(first)).isTrue();
    assertThat(SigningKeySet.isOne(SigningKeySet.EMPTY)).isFalse();
    assertThat(SigningKeySet.isOne("hunter2")).isFalse();
    assertThatThrownBy(() -> SigningKeySet.parse("hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot read the signing keys: they are no JWK set of EC keys")
        .hasNoCause();
    assertThatThrownBy(() -> rotated("hunter2", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
