package io.granary.warehouse;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a warehouse asks for the bytes that queries read.
 *
 * @param usdPerTib US dollars for each TiB (2^40 bytes); 0 where reading is free
 */
public record Price(BigDecimal usdPerTib) {
  private static final BigDecimal TIB = BigDecimal.valueOf(1L << 40);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int DECIMALS = 6;

  public Price {
    if (usdPerTib.signum() < 0) {
      throw new IllegalArgumentException("Cannot take a price under 0: " + usdPerTib);
    }
  }

  /** US dollars for some bytes, with six decimals. */
  public BigDecimal usd(long bytes) {
    return usdPerTib
        .multiply(BigDecimal.valueOf(bytes))
        .divide(TIB, DECIMALS, RoundingMode.HALF_UP);
  }

  /** The most whole bytes that some US dollars buy. */
  public long bytes(BigDecimal usd) {
    if (usdPerTib.signum() == 0) {
      return Long.MAX_VALUE;
    }
    return usd.multiply(TIB)
        .divide(usdPerTib, MathContext.DECIMAL128)
        .setScale(0, RoundingMode.FLOOR)
        .min(MOST)
        .longValueExact();
  }

  /**
   * The most bytes that one query may read: the least of both limits, null where there is none.
   *
   * @param maxBytes of one query
   * @param maxUsd of all that is done at once, which one query must not go over alone
   */
  public @Nullable Long maxBytes(@Nullable Long maxBytes, @Nullable BigDecimal maxUsd) {
    if (maxUsd == null) {
      return maxBytes;
    }
    long bought = bytes(maxUsd);
    return maxBytes == null ? Long.valueOf(bought) : Long.valueOf(Math.min(maxBytes, bought));
  }
}
