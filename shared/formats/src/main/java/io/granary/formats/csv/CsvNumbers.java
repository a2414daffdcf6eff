package io.granary.formats.csv;

import io.granary.formats.geometry.Corners;

/** Numbers in the cells of tables; NaN stands for what is none. */
final class CsvNumbers {
  /** Longer texts are no numbers: the longest double without exponent has some 1100 digits. */
  private static final int LONGEST = 1200;

  private CsvNumbers() {}

  /** The number that a cell has, with a decimal point or a decimal comma. */
  static double parse(String cell) {
    String text = normal(cell);
    if (text.isEmpty() || text.length() > LONGEST || !consistsOf(text, "+-.eE")) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  /** How far a number is from another, without the rounding that subtracting doubles has. */
  static double difference(String high, String low) {
    double upper = parse(high);
    double lower = parse(low);
    boolean isExact = isSmallWhole(upper) && isSmallWhole(lower);
    if (isExact
        || !Double.isFinite(upper)
        || !Double.isFinite(lower)
        || !consistsOf(normal(high), "+-.")
        || !consistsOf(normal(low), "+-.")) {
      return upper - lower;
    }
    return Corners.distance(normal(low), normal(high));
  }

  /** A number of pixels; 0 when it is none. */
  static int pixels(String cell) {
    double value = parse(cell);
    return value > 0 && value < Integer.MAX_VALUE ? (int) value : 0;
  }

  private static boolean isSmallWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 52;
  }

  private static String normal(String cell) {
    String text = cell.strip();
    return text.indexOf('.') < 0 ? text.replace(',', '.') : text;
  }

  private static boolean consistsOf(String text, String othersThanDigits) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9' || othersThanDigits.indexOf(c) >= 0);
  }
}
