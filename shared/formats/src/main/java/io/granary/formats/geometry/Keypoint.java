package io.granary.formats.geometry;

/**
 * One of the points of a class, at its place in the class's list.
 *
 * @param visibility 0 when it is not labelled, 1 when it is hidden, 2 when it is seen (COCO)
 */
public record Keypoint(double x, double y, int visibility) {
  /** Visibility of a point that is not labelled; its place means nothing. */
  public static final int ABSENT = 0;

  /** Visibility of a point that is labelled and hidden. */
  public static final int HIDDEN = 1;

  /** Visibility of a point that is seen. */
  public static final int SEEN = 2;

  boolean isLabelled() {
    return visibility > ABSENT;
  }
}
