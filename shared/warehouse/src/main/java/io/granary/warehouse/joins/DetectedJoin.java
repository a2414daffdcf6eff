package io.granary.warehouse.joins;

import java.util.List;
import java.util.Locale;

/**
 * Two columns that seem to belong together: the left one refers to the right one.
 *
 * @param type the join that loses no row of the left table: inner when every left row has a
 *     partner, else left
 * @param confidence from 0 to 1
 * @param reasons sentences for people, the weightiest first
 */
public record DetectedJoin(
    String leftTable,
    String leftColumn,
    String rightTable,
    String rightColumn,
    String type,
    double confidence,
    Level level,
    List<String> reasons,
    Evidence evidence) {
  public DetectedJoin {
    reasons = List.copyOf(reasons);
  }

  /** How sure it is. */
  public enum Level {
    /** At least 0.8. */
    HIGH,
    /** At least 0.5. */
    MEDIUM,
    LOW;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What the data say, over all rows. Shares are from 0 to 1.
   *
   * @param containment distinct left values that the right column has
   * @param reverseContainment distinct right values that the left column has
   * @param matchedRows left rows, not null, that have a partner
   * @param leftUniqueness distinct values in left rows that are not null
   * @param rightUniqueness the same of the right
   * @param leftNullShare left rows without a value
   * @param fanOut right rows for a left row that has a partner, on average; 1 for a key
   */
  public record Evidence(
      double containment,
      double reverseContainment,
      double matchedRows,
      double leftUniqueness,
      double rightUniqueness,
      double leftNullShare,
      double rightNullShare,
      double fanOut,
      String cardinality) {}
}
