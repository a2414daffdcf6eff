package io.granary.formats.yolo;

import io.granary.domain.Box;
import io.granary.formats.geometry.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * The edge of an image. What reaches over it by more than half a hundredth of a pixel is cut, as
 * Ultralytics refuses files with coordinates over 1.01.
 */
record ImageEdge(int width, int height) {
  private static final double TOLERANCE = 0.005;

  boolean holds(Point point) {
    return point.x() >= -TOLERANCE
        && point.y() >= -TOLERANCE
        && point.x() <= width + TOLERANCE
        && point.y() <= height + TOLERANCE;
  }

  boolean holds(List<Point> points) {
    return points.stream().allMatch(this::holds);
  }

  boolean holds(Box box) {
    return !box.reachesOutOf(width, height);
  }

  /** The part of a box on the image. */
  Box cut(Box box) {
    if (holds(box)) {
      return box;
    }
    Point from = nearest(new Point(box.x(), box.y()));
    Point to = nearest(new Point(box.x() + box.width(), box.y() + box.height()));
    return new Box(from.x(), from.y(), to.x() - from.x(), to.y() - from.y());
  }

  /** The point of the image that is nearest to another. */
  Point nearest(Point point) {
    return new Point(Math.clamp(point.x(), 0.0, width), Math.clamp(point.y(), 0.0, height));
  }

  /** The part of an outline on the image (Sutherland and Hodgman, one side after the other). */
  List<Point> cut(List<Point> ring) {
    if (holds(ring)) {
      return ring;
    }
    List<Point> cut = ring;
    for (Side side : Side.values()) {
      cut = cut(cut, side);
    }
    return cut;
  }

  private enum Side {
    LEFT,
    RIGHT,
    TOP,
    BOTTOM
  }

  private List<Point> cut(List<Point> ring, Side side) {
    List<Point> cut = new ArrayList<>(ring.size() + 2);
    for (int i = 0; i < ring.size(); i++) {
      Point from = ring.get((i + ring.size() - 1) % ring.size());
      Point to = ring.get(i);
      double before = inside(from, side);
      double after = inside(to, side);
      if (before < 0 != after < 0) {
        double part = before / (before - after);
        Point crossing =
            new Point(from.x() + part * (to.x() - from.x()), from.y() + part * (to.y() - from.y()));
        cut.add(crossing);
      }
      if (after >= 0) {
        cut.add(to);
      }
    }
    return cut;
  }

  /** How far inside of a side a point is, in pixels. */
  private double inside(Point point, Side side) {
    return switch (side) {
      case LEFT -> point.x();
      case RIGHT -> width - point.x();
      case TOP -> point.y();
      case BOTTOM -> height - point.y();
    };
  }
}
