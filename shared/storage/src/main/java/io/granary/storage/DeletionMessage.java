package io.granary.storage;

import java.util.Set;
import java.util.UUID;

/**
 * Asks for whatever a deletion needs next, by its step. It may be sent at any time and more than
 * once; once the deletion has ended it does nothing.
 */
public record DeletionMessage(UUID jobId) {
  /** The queue that takes it. */
  public static final String QUEUE = "deletion";

  /** The kinds of jobs that it is for. */
  public static final Set<String> KINDS = Set.of("delete", "purge");
}
