package io.granary.warehouse.statistics;

import io.granary.warehouse.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a column holds, over all rows of its table. Figures that make no sense for its type are
 * null.
 *
 * @param column its name, or the path of a field with dots
 * @param nullShare of the rows, from 0 to 1; 0 for a table without rows
 * @param distinct different values that are not null
 * @param isApproximate whether {@code distinct} is an estimate, right within a few per cent
 * @param uniqueness distinct values in rows that are not null, from 0 to 1
 * @param min the least value, as JSON shows it
 * @param max the greatest value
 * @param mean of numbers
 * @param stddev of numbers, of a sample
 * @param rangeDays days between the first and the last date
 * @param top the most frequent values, most first
 */
public record ColumnStatistics(
    String column,
    ColumnType type,
    long rowCount,
    long nullCount,
    double nullShare,
    @Nullable Long distinct,
    boolean isApproximate,
    @Nullable Double uniqueness,
    @Nullable Object min,
    @Nullable Object max,
    @Nullable Double mean,
    @Nullable Double stddev,
    @Nullable Long rangeDays,
    List<TopValue> top) {
  public ColumnStatistics {
    top = List.copyOf(top);
  }

  /** A value and how many rows have it, which may be an estimate. */
  public record TopValue(Object value, long count) {}
}
