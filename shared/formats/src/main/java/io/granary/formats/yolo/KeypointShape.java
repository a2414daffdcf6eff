package io.granary.formats.yolo;

import java.util.Optional;

/**
 * How many keypoints a row of a pose has, and how many numbers each.
 *
 * @param dimensions 2 for a place, 3 with its visibility
 */
record KeypointShape(int count, int dimensions) {
  private static final int MOST = 10_000;

  /** The shape, if it makes sense. */
  static Optional<KeypointShape> of(double count, double dimensions) {
    return count >= 1 && count <= MOST && (dimensions == 2 || dimensions == 3)
        ? Optional.of(new KeypointShape((int) count, (int) dimensions))
        : Optional.empty();
  }

  /** Columns of a row without confidence. */
  int columns() {
    return 5 + count * dimensions;
  }

  @Override
  public String toString() {
    return "[%d, %d]".formatted(count, dimensions);
  }
}
