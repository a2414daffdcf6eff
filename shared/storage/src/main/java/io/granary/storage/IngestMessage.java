package io.granary.storage;

import java.util.UUID;

/**
 * Asks for whatever an ingest needs next, by its state: to be planned, its open parts to be sent,
 * its end to be made known. It may be sent at any time and more than once.
 *
 * @param jobId the job of the attempt that sends it; its last failure ends that attempt and no
 *     other
 */
public record IngestMessage(UUID ingestId, UUID jobId) {
  /** The queue that takes it. */
  public static final String QUEUE = "ingest";
}
