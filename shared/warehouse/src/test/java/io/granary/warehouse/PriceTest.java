package io.granary.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class PriceTest {
  private static final long TIB = 1L << 40;

  private final Price price = new Price(new BigDecimal("6.25"));

  @Test
  void bytesCostByTheTib() {
    assertThat(price.usd(0)).hasToString("0.000000");
    assertThat(price.usd(TIB)).hasToString("6.250000");
    assertThat(price.usd(10L * 1024 * 1024))
        .as("what BigQuery bills at least")
        .hasToString("0.000060");
    assertThat(price.usd(Long.MAX_VALUE)).isEqualByComparingTo("52428800.000000");
  }

  @Test
  void dollarsBuyWholeBytes() {
    assertThat(price.bytes(new BigDecimal("6.25"))).isEqualTo(TIB);
    assertThat(price.bytes(new BigDecimal("0.0001"))).isEqualTo(17_592_186L);
    assertThat(price.bytes(BigDecimal.ZERO)).isZero();
    assertThat(price.bytes(new BigDecimal("1e30"))).isEqualTo(Long.MAX_VALUE);
    assertThat(new Price(BigDecimal.ZERO).bytes(BigDecimal.ONE)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theLeastOfBothLimitsHolds() {
    assertThat(price.maxBytes(null, null)).isNull();
    assertThat(price.maxBytes(5L, null)).isEqualTo(5);
    assertThat(price.maxBytes(null, new BigDecimal("6.25"))).isEqualTo(TIB);
    assertThat(price.maxBytes(5L, new BigDecimal("6.25"))).isEqualTo(5);
    assertThat(price.maxBytes(2 * TIB, new BigDecimal("6.25"))).isEqualTo(TIB);
  }

  @Test
  void nobodyIsPaidForReading() {
    assertThatThrownBy(() -> new Price(new BigDecimal("-1")))
        .hasMessage("Cannot take a price under 0: -1");
  }

  @Test
  void theDatasetsOfASettingAreAllowedAndNoOther() {
    var config = new WarehouseConfig("raw_data, more", BigDecimal.ONE);

    assertThat(config.allows("raw_data")).isTrue();
    assertThat(config.allows("more")).isTrue();
    assertThat(config.allows("RAW_DATA")).as("BigQuery tells case").isFalse();
    assertThat(config.allows("raw_data, more")).isFalse();
    assertThat(config.allows("")).isFalse();
  }
}
