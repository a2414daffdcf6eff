package io.granary.storage;

import java.util.UUID;

/**
 * Asks for whatever an ingest needs next, by its state: to be planned, its open parts to be sent,
 * its end to be made known. It may be sent at any time and more than once.
 */
public record IngestMessage(UUID ingestId) {
  /** The queue that takes it. */
  public static final String QUEUE = "ingest";
}
