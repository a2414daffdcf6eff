package io.granary.deletion.backup;

/**
 * When what is said of samples goes on in another file, or on another line.
 *
 * @param samples in a file at most
 * @param fileBytes at which a file ends with the sample that reaches them
 * @param lineBytes at which a line ends with the annotation that reaches them; whoever reads a
 *     backup takes lines of 32 MiB
 */
record LineSizes(int samples, long fileBytes, int lineBytes) {
  LineSizes {
    if (samples < 1 || fileBytes < 1 || lineBytes < 1) {
      throw new IllegalArgumentException(
          "Cannot divide lines: not 1 <= %d, 1 <= %d and 1 <= %d"
              .formatted(samples, fileBytes, lineBytes));
    }
  }

  /**
   * Files of 5,000 samples, or of 32 MiB and the sample that reaches them; lines of 8 MiB and the
   * annotation that reaches them.
   */
  static LineSizes usual() {
    return new LineSizes(5000, 32 << 20, 8 << 20);
  }
}
