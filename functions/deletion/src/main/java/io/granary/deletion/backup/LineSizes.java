package io.granary.deletion.backup;

/**
 * When what is said of samples goes on in another file.
 *
 * @param samples in a file at most
 * @param fileBytes at which a file ends with the line that reaches them
 */
record LineSizes(int samples, long fileBytes) {
  LineSizes {
    if (samples < 1 || fileBytes < 1) {
      throw new IllegalArgumentException(
          "Cannot divide lines: not 1 <= %d and 1 <= %d".formatted(samples, fileBytes));
    }
  }

  /** Files of 5,000 samples, or of 32 MiB and the line that reaches them. */
  static LineSizes usual() {
    return new LineSizes(5000, 32 << 20);
  }
}
