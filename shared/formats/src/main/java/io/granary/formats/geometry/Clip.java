package io.granary.formats.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Cuts off what lies far from an image, so that no outline takes long to walk. */
final class Clip {
  private Clip() {}

  /** The outline within three times the image; one that is within it already stays as it is. */
  static List<Point> near(List<Point> outline, int width, int height) {
    List<Point> cut = outline;
    cut = cut(cut, p -> p.x() + width);
    cut = cut(cut, p -> 2.0 * width - p.x());
    cut = cut(cut, p -> p.y() + height);
    return cut(cut, p -> 2.0 * height - p.y());
  }

  /** Keeps what has a distance of at least 0 (Sutherland and Hodgman). */
  private static List<Point> cut(List<Point> outline, ToDoubleFunction<Point> distance) {
    if (outline.stream().allMatch(p -> distance.applyAsDouble(p) >= 0)) {
      return outline;
    }
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < outline.size(); i++) {
      Point from = outline.get(i);
      Point to = outline.get((i + 1) % outline.size());
      double before = distance.applyAsDouble(from);
      double after = distance.applyAsDouble(to);
      if (before >= 0) {
        kept.add(from);
      }
      if (before >= 0 != after >= 0) {
        double part = before / (before - after);
        kept.add(
            new Point(
                from.x() + part * (to.x() - from.x()), from.y() + part * (to.y() - from.y())));
      }
    }
    return kept;
  }
}
