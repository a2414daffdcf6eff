package io.granary.formats.yolo;

import io.granary.formats.geometry.Point;
import java.util.Optional;

/**
 * What the rows of some label files look like, to tell variants apart that have rows of the same
 * length.
 */
final class RowShapes {
  /** Pixels by which a corner of a box may be off, and part of the diagonal. */
  private static final double OFF_PIXELS = 1;

  private static final double OFF_PART = 0.02;
  private static final int LONG = 7;
  private static final int CORNERS = 9;
  private static final int NONE = 0;
  private static final int SEVERAL = -1;

  private long rows;
  private long longRows;
  private int columns = NONE;
  private boolean areRectangles = true;
  private boolean areVisibilities = true;
  private boolean isSeenSomewhere;

  /**
   * Takes a row that makes sense.
   *
   * @param width of its image in pixels; 1 when unknown
   */
  void see(LabelRow row, int width, int height) {
    rows++;
    if (row.columns() < LONG) {
      return;
    }
    longRows++;
    columns = columns == NONE || columns == row.columns() ? row.columns() : SEVERAL;
    areRectangles &= row.columns() == CORNERS && isRectangle(row, width, height);
    for (int i = 6; i < row.columns() - 1; i += 3) {
      double value = row.value(i);
      areVisibilities &= value == 0 || value == 1 || value == 2;
      isSeenSomewhere |= value == 2;
    }
  }

  long rows() {
    return rows;
  }

  /** The variant that the rows are of, if there is nothing else to go by. */
  YoloVariant variant() {
    if (longRows == 0) {
      return YoloVariant.DETECT;
    }
    if (isPoseForSure()) {
      return YoloVariant.POSE;
    }
    return columns == CORNERS && areRectangles ? YoloVariant.OBB : YoloVariant.SEGMENT;
  }

  /** The keypoints that rows of poses must have, as all have the same columns. */
  Optional<KeypointShape> keypoints() {
    if (columns < LONG) {
      return Optional.empty();
    }
    Optional<KeypointShape> three =
        KeypointShape.of((columns - 5) / 3.0, 3).filter(s -> s.columns() == columns);
    Optional<KeypointShape> two =
        KeypointShape.of((columns - 5) / 2.0, 2).filter(s -> s.columns() == columns);
    return three.isPresent() && (areVisibilities || two.isEmpty()) ? three : two;
  }

  /** Why the variant is not sure; empty when it is. */
  Optional<String> doubt() {
    if (longRows == 0) {
      return Optional.empty();
    }
    if (isPoseForSure()) {
      return Optional.of(
          "rows of %d columns are taken as poses, and there is no kpt_shape".formatted(columns));
    }
    if (columns == CORNERS) {
      return Optional.of(
          areRectangles
              ? "rows of 9 columns may be boxes at any angle or outlines of 4 points; they are"
                  + " rectangles and taken as boxes"
              : "rows of 9 columns may be boxes at any angle or outlines of 4 points; some are no"
                  + " rectangles, so all are taken as outlines");
    }
    return columns > CORNERS && longRows > 1
        ? Optional.of(
            "rows all of %d columns may be outlines or poses without kpt_shape; they are taken as"
                    .formatted(columns)
                + " outlines")
        : Optional.empty();
  }

  /** No outline has an even number of columns, or a coordinate of 2. */
  private boolean isPoseForSure() {
    return columns >= LONG
        && (columns - 5) % 3 == 0
        && areVisibilities
        && (columns % 2 == 0 || isSeenSomewhere);
  }

  private static boolean isRectangle(LabelRow row, int width, int height) {
    Point[] corners = new Point[4];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = new Point(row.value(2 * i) * width, row.value(2 * i + 1) * height);
    }
    double one = distance(corners[0], corners[2]);
    double other = distance(corners[1], corners[3]);
    double off = (Math.max(width, height) > 1 ? OFF_PIXELS : 0) + OFF_PART * Math.max(one, other);
    // The diagonals of a rectangle have one length and one middle.
    return one > 0
        && Math.abs(one - other) <= off
        && distance(middle(corners[0], corners[2]), middle(corners[1], corners[3])) <= off;
  }

  private static Point middle(Point one, Point other) {
    return new Point((one.x() + other.x()) / 2, (one.y() + other.y()) / 2);
  }

  private static double distance(Point one, Point other) {
    return Math.hypot(one.x() - other.x(), one.y() - other.y());
  }
}
