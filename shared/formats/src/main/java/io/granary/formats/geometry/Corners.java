package io.granary.formats.geometry;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Corners as decimal numbers. Their difference is taken before rounding, so that a width that was
 * written as a corner comes back with all its bits.
 */
public final class Corners {
  /** The sum of any two doubles is shorter. */
  private static final int LONGEST = 1000;

  private static final int LARGEST_SCALE = 1100;

  private Corners() {}

  /** The number that a text is; null when it is none. */
  private static @Nullable BigDecimal parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > LARGEST_SCALE ? null : number;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /** The double nearest to the number that a text is; NaN when it is none. */
  public static double number(String text) {
    BigDecimal number = parse(text);
    return number == null ? Double.NaN : number.doubleValue();
  }

  /** How far it is from one corner to another; NaN when one is no number. */
  public static double distance(String from, String to) {
    BigDecimal start = parse(from);
    BigDecimal end = parse(to);
    return start == null || end == null ? Double.NaN : end.subtract(start).doubleValue();
  }

  /** The shortest text that reads back as the double. */
  public static String text(double value) {
    return shortest(decimal(value));
  }

  /** The corner at a distance, such that {@link #distance} from the start gives it back. */
  public static String corner(double start, double distance) {
    return shortest(decimal(start).add(decimal(distance)));
  }

  private static BigDecimal decimal(double value) {
    return new BigDecimal(Double.toString(value));
  }

  private static String shortest(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
