package io.granary.warehouse;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the work for a model may cost.
 *
 * @param maxBytesPerQuery the most bytes that one query may read; null for no limit
 * @param maxUsdPerBuild the most US dollars of all queries of a build; null for no limit
 */
public record Budget(@Nullable Long maxBytesPerQuery, @Nullable BigDecimal maxUsdPerBuild) {
  /** No limit at all. */
  public static final Budget NONE = new Budget(null, null);
}
