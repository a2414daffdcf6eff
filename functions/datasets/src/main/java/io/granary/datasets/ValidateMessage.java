package io.granary.datasets;

import java.util.UUID;

/**
 * Asks for a dataset to be validated. It may be sent more than once; once its job has ended it does
 * nothing.
 */
record ValidateMessage(UUID datasetId, UUID jobId) {
  /** The queue that takes it. */
  static final String QUEUE = "validate";
}
