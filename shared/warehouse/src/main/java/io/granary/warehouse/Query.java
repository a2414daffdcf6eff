package io.granary.warehouse;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A query to run.
 *
 * @param id told again, the same run is meant: a warehouse that keeps jobs runs and bills it once
 * @param purpose one word for what it is done, such as {@code statistics}; on the bill
 * @param maxBytes the most bytes that it may read; null for no limit
 * @param maxRows the most rows wanted; what is over is left out
 */
public record Query(UUID id, String purpose, String sql, @Nullable Long maxBytes, int maxRows) {}
