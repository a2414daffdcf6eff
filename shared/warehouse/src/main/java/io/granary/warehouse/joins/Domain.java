package io.granary.warehouse.joins;

import io.granary.warehouse.ColumnType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The different values of a column.
 *
 * @param min the least, as text; null when there is none or its type has no order
 * @param longest characters of the longest text; 0 for other types, and when it is not known
 */
record Domain(
    ColumnType type, long distinct, @Nullable String min, @Nullable String max, long longest) {
  private static final int LETTERS = 26;
  private static final int DIGITS = 10;

  /** From this share of all possible values on, finding others among them proves little. */
  private static final double DENSE = 0.5;

  static Domain of(ColumnType type, long distinct, @Nullable String min, @Nullable String max) {
    return new Domain(type, distinct, min, max, 0);
  }

  /** Whether the two cannot have a value in common, as far as their ends tell. */
  boolean isApartFrom(Domain other) {
    String thisMin = min;
    String thisMax = max;
    String otherMin = other.min;
    String otherMax = other.max;
    if (thisMin == null || thisMax == null || otherMin == null || otherMax == null) {
      return distinct == 0 || other.distinct == 0;
    }
    if (type.isNumber() && other.type.isNumber()) {
      return number(thisMax).compareTo(number(otherMin)) < 0
          || number(otherMax).compareTo(number(thisMin)) < 0;
    }
    return type == other.type
        && (thisMax.compareTo(otherMin) < 0 || otherMax.compareTo(thisMin) < 0);
  }

  /**
   * The share of values like these that the column has, from 0 to 1: of the whole numbers from 0 to
   * its greatest, or of all texts as long as its longest end. Nearly 1 for 1, 2, 3 and so on.
   */
  double density() {
    String least = min;
    String most = max;
    if (least == null || most == null) {
      return 0;
    }
    if (type.isNumber()) {
      BigDecimal low = number(least).min(BigDecimal.ZERO);
      BigDecimal high = number(most).max(BigDecimal.ONE);
      double from = number(least).compareTo(BigDecimal.ONE) >= 0 ? 1 : low.doubleValue();
      return Math.min(1, distinct / (high.doubleValue() - from + 1));
    }
    int length = Math.max(least.length(), most.length());
    boolean isDigits = (least + most).chars().allMatch(c -> c >= '0' && c <= '9');
    return Math.min(1, distinct / Math.pow(isDigits ? DIGITS : LETTERS, length));
  }

  boolean isDense() {
    return density() >= DENSE;
  }

  /** Whether it has texts that are longer than all of another's. */
  boolean isLongerThan(Domain other) {
    return longest > other.longest;
  }

  /** Whether it holds at most 0 and 1. */
  boolean isTruth() {
    return type.isNumber() && "0".equals(min) && ("1".equals(max) || "0".equals(max));
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException _) {
      return BigDecimal.ZERO;
    }
  }

  /**
   * How much it proves, from 0 to 1, that another column's values are among these: what chance
   * would bring about proves nothing.
   *
   * @param among the other column's different values
   * @param containment the share of these that is here
   * @param covered the share of the values here that the other column has
   */
  double proof(long among, double containment, double covered) {
    double chance = density();
    double several = 1 - Math.pow(0.5, among / 2.0);
    double beyond = chance >= 1 ? 0 : Math.max(0, (containment - chance) / (1 - chance));
    double rare = 1 - Math.pow(chance, (double) Math.min(among, 50));
    double coverage = 0.4 * covered * containment * (1 - Math.exp(-among / 20.0));
    return Math.max(beyond * rare * several, coverage);
  }
}
