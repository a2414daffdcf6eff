package io.granary.formats.yolo;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A decimal number as it is written. Pixels are computed of it without rounding, but once at the
 * end: what {@link RowNumbers} writes reads back as the same double.
 */
final class Decimal {
  /** Whole numbers up to here are doubles, so that a quotient of two is rounded once. */
  private static final long EXACT = 1L << 53;

  /** Digits after the point up to which the power of ten is a long, and a double. */
  private static final int MOST_PLACES = 15;

  private static final long[] POWERS = new long[MOST_PLACES + 1];

  /** Numbers with more digits after the point are smaller than any double, as texts are bounded. */
  private static final int LARGEST_SCALE = 1100;

  private static final BigDecimal HALF = new BigDecimal("0.5");

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private final String text;

  /** All digits as one number; meaningless when there are no places. */
  private final long digits;

  /** Digits after the point; -1 when the number is not short. */
  private final int places;

  private @Nullable BigDecimal exact;

  private Decimal(String text, long digits, int places) {
    this.text = text;
    this.digits = digits;
    this.places = places;
  }

  /** The number that a text is; the text is one that {@link LabelRow#number} takes. */
  static Decimal of(String text) {
    boolean isNegative = text.startsWith("-");
    long digits = 0;
    int point = -1;
    int end = text.length();
    for (int i = isNegative ? 1 : 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '.' && point < 0) {
        point = i;
      } else if (c >= '0' && c <= '9' && digits < EXACT) {
        digits = digits * 10 + (c - '0');
      } else {
        return new Decimal(text, 0, -1);
      }
    }
    int places = point < 0 ? 0 : end - point - 1;
    return new Decimal(text, isNegative ? -digits : digits, places > MOST_PLACES ? -1 : places);
  }

  /** Its part of a side, in the side's unit. */
  double of(int side) {
    if (places >= 0 && Math.abs(digits) <= EXACT / side) {
      return (double) (digits * side) / POWERS[places];
    }
    return rounded(exact().multiply(BigDecimal.valueOf(side)));
  }

  /** Where on a side a stretch begins whose middle this is. */
  double startOf(Decimal length, int side) {
    int common = Math.max(places, length.places);
    if (places >= 0 && length.places >= 0) {
      long most = EXACT / 4 / side;
      long middle = scaled(common, most);
      long whole = length.scaled(common, most);
      if (middle != Long.MIN_VALUE && whole != Long.MIN_VALUE) {
        return (double) ((2 * middle - whole) * side) / (2 * POWERS[common]);
      }
    }
    BigDecimal start = exact().subtract(length.exact().multiply(HALF));
    return rounded(start.multiply(BigDecimal.valueOf(side)));
  }

  /** All digits with more places after the point; the smallest long when it is over a bound. */
  private long scaled(int toPlaces, long most) {
    long factor = POWERS[toPlaces - places];
    return Math.abs(digits) <= most / factor ? digits * factor : Long.MIN_VALUE;
  }

  private BigDecimal exact() {
    if (exact == null) {
      exact = parsed();
    }
    return exact;
  }

  private BigDecimal parsed() {
    try {
      BigDecimal number = new BigDecimal(text);
      return number.signum() == 0 || number.scale() > LARGEST_SCALE ? BigDecimal.ZERO : number;
    } catch (NumberFormatException _) {
      // Only the exponent of what is zero as a double can be more than an int.
      return BigDecimal.ZERO;
    }
  }

  /** Without the sign of zero. */
  private static double rounded(BigDecimal number) {
    return number.doubleValue() + 0.0;
  }
}
