package io.granary.formats.geometry;

import io.granary.domain.Box;
import java.util.Iterator;
import java.util.stream.Stream;

/** The smallest upright box around points; NaN all over when there are none. */
final class Bounds {
  private Bounds() {}

  static Box of(Stream<Point> points) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Iterator<Point> all = points.iterator(); all.hasNext(); ) {
      Point point = all.next();
      left = Math.min(left, point.x());
      top = Math.min(top, point.y());
      right = Math.max(right, point.x());
      bottom = Math.max(bottom, point.y());
    }
    return left > right
        ? new Box(Double.NaN, Double.NaN, Double.NaN, Double.NaN)
        : new Box(left, top, right - left, bottom - top);
  }
}
