package io.granary.ingest;

import java.util.UUID;

/**
 * What the queues of an ingest carry. Each names the job of the attempt that sent it, so that what
 * is delivered after that attempt has ended does nothing.
 */
final class Messages {
  static final String PART_QUEUE = "image";
  static final String FINISH_QUEUE = "finish";

  private Messages() {}

  /** Do one part, or go on with it. */
  record Part(UUID ingestId, UUID jobId, int part) {}

  /** Make the dataset ready, now that all parts are done. */
  record Finish(UUID ingestId, UUID jobId) {}

  /** Take a mark of a folder that had to wait. */
  record Waiting(Mark drop) {}

  /** A version of a dropped object. */
  record Mark(String key, String sequencer) {}
}
