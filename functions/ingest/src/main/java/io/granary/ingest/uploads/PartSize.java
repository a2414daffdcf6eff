package io.granary.ingest.uploads;

/** In what pieces a file comes: one link each. */
final class PartSize {
  private static final long MIB = 1L << 20;
  private static final long LEAST = 8 * MIB;

  /** S3 takes ten times as many; what stands in for it lists no more. */
  private static final int MOST_PARTS = 1000;

  private PartSize() {}

  /** Bytes of a part of a file: whole mebibytes, at least 8. */
  static long of(long size) {
    long share = (size + MOST_PARTS - 1) / MOST_PARTS;
    return Math.max(LEAST, (share + MIB - 1) / MIB * MIB);
  }
}
