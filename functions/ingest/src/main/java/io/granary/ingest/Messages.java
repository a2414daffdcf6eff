package io.granary.ingest;

import java.util.UUID;

/** What the queues of an ingest carry. */
final class Messages {
  static final String INGEST_QUEUE = "ingest";
  static final String PART_QUEUE = "image";
  static final String FINISH_QUEUE = "finish";

  private Messages() {}

  /** Plan, or go on with, an ingest that is not a drop. */
  record Plan(UUID ingestId) {}

  /** Do one part. */
  record Part(UUID ingestId, int part) {}

  /** Make the dataset ready, now that all parts are done. */
  record Finish(UUID ingestId) {}
}
