package io.granary.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Until when an invocation may work; the runtime kills it after that.
 *
 * @param remainingMillis how long it still has
 */
public record Deadline(LongSupplier remainingMillis) {
  /** Whether less than this is left. */
  public boolean isWithin(Duration reserve) {
    return remainingMillis.getAsLong() < reserve.toMillis();
  }
}
