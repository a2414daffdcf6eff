package io.granary.formats.labelme;

import io.granary.domain.Box;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Circle;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.Polyline;
import io.granary.formats.geometry.RotatedBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Geometries of shapes. */
final class LabelmeGeometry {
  private final int width;
  private final int height;

  /**
   * @param width pixels of the image that masks cover; 0 when unknown
   */
  LabelmeGeometry(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Empty when the shape has not the points that its type needs. */
  Optional<Geometry> of(LabelmeShape shape) {
    List<Point> points = points(shape.points);
    int count = points.size();
    boolean isPaired = shape.points.length % 2 == 0;
    Geometry geometry =
        switch (shape.type) {
          case "polygon" -> count < 3 ? null : new Polygon(List.of(points));
          case "rectangle" -> count == 2 || count == 4 ? box(shape, points) : null;
          case "rotation", "oriented_rectangle" -> count == 4 ? new RotatedBox(points) : null;
          case "circle" -> count == 2 ? circle(shape, points) : null;
          case "line", "linestrip" -> count < 2 ? null : new Polyline(points);
          case "point" -> count == 1 ? keypoints(shape, points) : null;
          case "points" -> count == 0 ? null : keypoints(shape, points);
          case "mask" -> count == 2 ? mask(shape, points) : null;
          default -> null;
        };
    return isPaired ? Optional.ofNullable(geometry) : Optional.empty();
  }

  /** Any two corners that face each other, or all four; at full precision where it is beside. */
  private static Geometry box(LabelmeShape shape, List<Point> points) {
    Box around = new Polygon(List.of(points)).box().orElseThrow();
    Box exact = NumbersJson.box(shape.box);
    double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
    double bottom = points.stream().mapToDouble(Point::y).max().orElseThrow();
    boolean isSame =
        exact != null
            && exact.x() == around.x()
            && exact.y() == around.y()
            && exact.x() + exact.width() == right
            && exact.y() + exact.height() == bottom;
    return new Bbox(isSame ? exact : around);
  }

  /** A centre and a point of the edge; the radius at full precision where it is beside. */
  private static Geometry circle(LabelmeShape shape, List<Point> points) {
    Point center = points.getFirst();
    Point edge = points.getLast();
    boolean isSame = center.x() + shape.radius == edge.x() && center.y() == edge.y();
    return new Circle(
        center, isSame ? shape.radius : Math.hypot(edge.x() - center.x(), edge.y() - center.y()));
  }

  private static Geometry keypoints(LabelmeShape shape, List<Point> points) {
    boolean isTold = shape.visibility.length == points.size();
    List<Keypoint> keypoints = new ArrayList<>(points.size());
    for (int i = 0; i < points.size(); i++) {
      int visibility =
          isTold
              ? Math.clamp((long) shape.visibility[i], Keypoint.ABSENT, Keypoint.SEEN)
              : Keypoint.SEEN;
      keypoints.add(new Keypoint(points.get(i).x(), points.get(i).y(), visibility));
    }
    return new Keypoints(keypoints);
  }

  private @org.jspecify.annotations.Nullable Geometry mask(LabelmeShape shape, List<Point> points) {
    Point corner = points.getFirst();
    Point other = points.getLast();
    double left = Math.min(corner.x(), other.x());
    double top = Math.min(corner.y(), other.y());
    return width <= 0 || height <= 0 || shape.mask.isEmpty() || !isNear(left) || !isNear(top)
        ? null
        : MaskImage.decode(shape.mask, (long) left, (long) top, width, height)
            .map(Mask::new)
            .orElse(null);
  }

  private static boolean isNear(double value) {
    return Math.abs(value) < Integer.MAX_VALUE;
  }

  private static List<Point> points(double[] numbers) {
    List<Point> points = new ArrayList<>(numbers.length / 2);
    for (int i = 0; i + 1 < numbers.length; i += 2) {
      points.add(new Point(numbers[i], numbers[i + 1]));
    }
    return points;
  }
}
