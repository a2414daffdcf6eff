package io.granary.storage;

import java.util.UUID;

/**
 * Asks for a dataset to be validated, or for the end of that to be made known. It may be sent more
 * than once; once its job has ended and that was told it does nothing.
 */
public record ValidateMessage(UUID datasetId, UUID jobId) {
  /** The queue that takes it. */
  public static final String QUEUE = "validate";

  /** The kind of its job. */
  public static final String KIND = "validate";
}
