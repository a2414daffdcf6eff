package io.granary.warehouse.joins;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DomainTest {
  private static final Domain COUNTED = whole(77, "1", "77");
  private static final Domain RARE = whole(830, "10248", "11077");
  private static final Domain CODES = Domain.of(ColumnType.STRING, 91, "ALFKI", "WOLZA");

  @Test
  void rangesWithoutGapsProveLittle() {
    assertThat(COUNTED.isDense()).isTrue();
    assertThat(COUNTED.proof(4, 1, 4 / 77.0)).isLessThan(0.01);
    assertThat(COUNTED.proof(77, 1, 1)).isBetween(0.3, 0.4);
  }

  @Test
  void valuesThatAreRareProveMuch() {
    assertThat(RARE.isDense()).isFalse();
    assertThat(RARE.proof(830, 1, 1)).isGreaterThan(0.95);
    assertThat(CODES.proof(89, 1, 0.98)).isGreaterThan(0.95);
  }

  @Test
  void oneValueProvesLittleHoweverRare() {
    assertThat(CODES.proof(1, 1, 0.01)).isLessThan(0.35);
  }

  @Test
  void textsOfDigitsAreAsDenseAsTheirNumbers() {
    assertThat(Domain.of(ColumnType.STRING, 77, "1", "9").isDense()).isTrue();
    assertThat(Domain.of(ColumnType.STRING, 53, "01581", "98104").isDense()).isFalse();
  }

  @Test
  void endsTellWhenNothingIsInCommon() {
    assertThat(COUNTED.isApartFrom(RARE)).isTrue();
    assertThat(COUNTED.isApartFrom(whole(10, "77", "90"))).isFalse();
    assertThat(COUNTED.isApartFrom(CODES)).isFalse();
    assertThat(COUNTED.isApartFrom(whole(0, null, null))).isTrue();
    assertThat(whole(3, "9", "100").isApartFrom(whole(2, "10", "20"))).isFalse();
  }

  @Test
  void zeroAndOneAreTruth() {
    assertThat(whole(2, "0", "1").isTruth()).isTrue();
    assertThat(whole(2, "1", "2").isTruth()).isFalse();
  }

  private static Domain whole(long distinct, @Nullable String min, @Nullable String max) {
    return Domain.of(ColumnType.INT64, distinct, min, max);
  }
}
