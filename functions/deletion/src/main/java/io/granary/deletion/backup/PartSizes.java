package io.granary.deletion.backup;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;

/**
 * How large the parts of an archive are, in bytes.
 *
 * @param least what S3 takes of any part but the last
 * @param usual at which a part ends with the entry that reaches it
 * @param most at which it ends within an entry
 */
record PartSizes(long least, long usual, long most) {
  private static final long MIB = 1 << 20;
  private static final long LEAST = 5 * MIB;
  private static final long USUAL = 16 * MIB;
  private static final long LARGEST_OBJECT = 5L << 40;

  /** Of the 10,000 that S3 takes; the others are for what is larger than it was thought. */
  private static final int PARTS = 9000;

  PartSizes {
    if (least < 1 || usual < least || most < usual) {
      throw new IllegalArgumentException(
          "Cannot cut parts: not %d <= %d <= %d".formatted(least, usual, most));
    }
  }

  /**
   * Those of an archive of about so many bytes: 16 MiB up to 140 GiB, and 583 MiB for the largest.
   *
   * @throws GranaryException BACKUP_FAILED when no object can have so many
   */
  static PartSizes of(long bytes) {
    if (bytes > LARGEST_OBJECT) {
      throw new GranaryException(
          Code.BACKUP_FAILED,
          "Cannot back up the dataset: about %d bytes are more than one object takes"
              .formatted(bytes));
    }
    long usual = Math.max(USUAL, (bytes / PARTS / MIB + 1) * MIB);
    return new PartSizes(LEAST, usual, usual + ReadAhead.PIECE + MIB);
  }
}
