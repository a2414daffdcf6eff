package io.granary.storage;

import java.util.Set;
import java.util.UUID;

/**
 * Asks for the work of a job that asks a warehouse. It may be sent more than once; once its job has
 * ended it does nothing.
 */
public record WarehouseMessage(UUID jobId) {
  /** The queue that takes it. */
  public static final String QUEUE = "warehouse";

  /** The kinds of jobs that it is for. */
  public static final Set<String> KINDS =
      Set.of(
          "analyze", //
          "column_stats",
          "detect_joins",
          "preview",
          "suggest_columns");
}
