package io.granary.formats.dice;

import io.granary.formats.annotations.LongTable;
import org.jspecify.annotations.Nullable;

/**
 * Gives out numbers of which none comes twice: those that the source had, where they can be kept,
 * and else the next free ones. 12 bytes a number and more.
 */
final class SourceNumbers {
  private static final int MOST_DIGITS = 15;

  private final long least;
  private final LongTable given = new LongTable();
  private long next;

  /**
   * @param least the first number that may be given
   */
  SourceNumbers(long least) {
    this.least = least;
    this.next = least;
  }

  /** Looks at an id that will be asked for; all of them are to be seen first. */
  void see(@Nullable String sourceId) {
    next = Math.max(next, number(sourceId) + 1);
  }

  /** The number of what has this id in its source. */
  long give(@Nullable String sourceId) {
    long number = number(sourceId);
    return number >= least && given.putIfAbsent(number, 0) ? number : next++;
  }

  /** Below zero when it is no number, or none that every reader of JSON can hold. */
  private static long number(@Nullable String id) {
    if (id == null || id.isEmpty() || id.length() > MOST_DIGITS) {
      return -1;
    }
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return -1;
      }
    }
    boolean isPlain = id.length() == 1 || id.charAt(0) != '0';
    return isPlain ? Long.parseLong(id) : -1;
  }
}
