package io.granary.domain;

import java.math.BigDecimal;

/**
 * Numbers as text, one text for each: the shortest that reads back the same, without an exponent
 * where it would have few digits, and without a fraction where there is none.
 */
public final class Decimals {
  /** Decimals of no more digits are doubles and back without a change. */
  private static final int EXACT_DIGITS = 15;

  private static final double SMALL = 1e-9;
  private static final double LARGE = 1e15;

  private Decimals() {}

  /** The text of a finite number. */
  public static String of(double value) {
    double size = Math.abs(value);
    if (size < LARGE && value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    String text = Double.toString(value);
    return size >= SMALL && size < LARGE && text.indexOf('E') >= 0
        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
        : text;
  }

  /**
   * The text of a number that a JSON file has written already.
   *
   * @param value what the text says
   */
  public static String of(String text, double value) {
    int digits = 0;
    boolean hasPoint = false;
    boolean isLeading = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        hasPoint = true;
      } else if (c >= '0' && c <= '9') {
        isLeading &= c == '0';
        digits += isLeading ? 0 : 1;
      } else if (c != '-') {
        return of(value);
      }
    }
    if (digits > EXACT_DIGITS || digits == 0) {
      return of(value);
    }
    if (!hasPoint) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    if (text.charAt(end - 1) == '.') {
      end--;
    }
    return Math.abs(value) < SMALL ? of(value) : text.substring(0, end);
  }
}
