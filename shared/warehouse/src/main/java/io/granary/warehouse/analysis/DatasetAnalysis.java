package io.granary.warehouse.analysis;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was measured over all rows of a dataset; what needs a role that is not mapped is null.
 *
 * @param rows of the dataset
 * @param sourceRows of the joined tables, before filters
 * @param rowsWithoutTimestamp of the joined tables; left out where dates or a split by time are
 *     used
 * @param meanRowsPerUser over rows that have a user
 * @param products different ones
 * @param sparseProducts those with fewer than 5 rows
 * @param userProductPairs different pairs of user and product
 * @param nulls rows of the dataset without a value, by role
 * @param duplicates rows that are equal to another one before them
 * @param bytes what was read, as it is billed
 */
public record DatasetAnalysis(
    long rows,
    long sourceRows,
    @Nullable Long rowsWithoutTimestamp,
    @Nullable Long users,
    @Nullable Double meanRowsPerUser,
    @Nullable Long products,
    @Nullable Long sparseProducts,
    @Nullable Long userProductPairs,
    @Nullable Dates dates,
    @Nullable Revenue revenue,
    @Nullable SplitSizes split,
    Map<String, Long> nulls,
    long duplicates,
    List<String> targetLeaks,
    Quality quality,
    long bytes) {
  public DatasetAnalysis {
    nulls = new TreeMap<>(nulls);
    targetLeaks = List.copyOf(targetLeaks);
  }

  /**
   * The days that rows lie on, in UTC.
   *
   * @param days from the first to the last, both counted
   */
  public record Dates(LocalDate first, LocalDate last, long days) {}

  /** What rows brought in; rows without a value are not counted. */
  public record Revenue(
      BigDecimal total,
      @Nullable Double mean,
      @Nullable BigDecimal min,
      @Nullable BigDecimal max) {}

  /**
   * How the rows are divided.
   *
   * @param trainPercent of the rows, from 0 to 100; null without rows
   * @param usersOnBothSides null without the role user_id
   */
  public record SplitSizes(
      long trainRows,
      long evalRows,
      @Nullable Double trainPercent,
      @Nullable Long usersOnBothSides) {}
}
