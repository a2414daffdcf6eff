package io.granary.database;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one version of a dropped object.
 *
 * @param ingestId the ingest it belongs to; null when it was refused before that, or waits
 * @param result the result JSON, once there is one
 * @param annotationFormat what its annotations are to be read as; null leaves it to detection
 */
public record Drop(
    String bucket,
    String key,
    String sequencer,
    @Nullable UUID ingestId,
    @Nullable String result,
    @Nullable String annotationFormat) {
  public DropVersion version() {
    return new DropVersion(bucket, key, sequencer);
  }

  /** Whether it is decided what becomes of it. */
  public boolean isTaken() {
    return ingestId != null || result != null;
  }
}
