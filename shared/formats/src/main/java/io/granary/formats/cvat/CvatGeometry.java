package io.granary.formats.cvat;

import io.granary.domain.Box;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Circle;
import io.granary.formats.geometry.Corners;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Label;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.Polyline;
import io.granary.formats.geometry.RotatedBox;
import io.granary.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where a shape is; empty when it has too few points, or is of a kind that is not known. */
final class CvatGeometry {
  private static final int LEAST_OF_POLYGON = 3;
  private static final int LEAST_OF_LINE = 2;
  private static final int POINTS_OF_ELLIPSE = 64;
  private static final String SET = "1";

  private CvatGeometry() {}

  static Optional<Geometry> read(XmlElement shape) {
    return switch (shape.name()) {
      case "box" -> Optional.of(box(shape));
      case "polygon" -> polygon(points(shape.attribute("points")));
      case "polyline" -> polyline(points(shape.attribute("points")));
      case "points" -> keypoints(points(shape.attribute("points")));
      case "ellipse" -> Optional.of(ellipse(shape));
      case "tag" -> Optional.of(new Label());
      default -> Optional.empty();
    };
  }

  /**
   * Reads a skeleton.
   *
   * @param names of the points of its class in their order; empty when they are not known, which
   *     leaves the order of the file
   */
  static Optional<Geometry> skeleton(XmlElement skeleton, List<String> names) {
    List<Keypoint> found =
        new ArrayList<>(Collections.nCopies(names.size(), new Keypoint(0, 0, Keypoint.ABSENT)));
    for (XmlElement element : skeleton.children("points")) {
      List<Point> points = points(element.attribute("points"));
      int place = names.indexOf(element.attribute("label"));
      if (points.size() != 1 || place < 0 && !names.isEmpty()) {
        return Optional.empty();
      }
      Keypoint point = keypoint(points.getFirst(), element);
      if (names.isEmpty()) {
        found.add(point);
      } else {
        found.set(place, point);
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(new Keypoints(found));
  }

  private static Keypoint keypoint(Point at, XmlElement element) {
    if (element.attribute("outside").equals(SET)) {
      return new Keypoint(0, 0, Keypoint.ABSENT);
    }
    boolean isHidden = element.attribute("occluded").equals(SET);
    return new Keypoint(at.x(), at.y(), isHidden ? Keypoint.HIDDEN : Keypoint.SEEN);
  }

  /** A rotation is in degrees, clockwise around the centre. */
  private static Geometry box(XmlElement shape) {
    double x = Corners.number(shape.attribute("xtl"));
    double y = Corners.number(shape.attribute("ytl"));
    double width = Corners.distance(shape.attribute("xtl"), shape.attribute("xbr"));
    double height = Corners.distance(shape.attribute("ytl"), shape.attribute("ybr"));
    double rotation = rotation(shape);
    return rotation == 0
        ? new Bbox(new Box(x, y, width, height))
        : RotatedBox.of(new Point(x + width / 2, y + height / 2), width, height, rotation);
  }

  private static double rotation(XmlElement shape) {
    String text = shape.attribute("rotation");
    return text.isEmpty() ? 0 : Corners.number(text);
  }

  private static Geometry ellipse(XmlElement shape) {
    double x = Corners.number(shape.attribute("cx"));
    double y = Corners.number(shape.attribute("cy"));
    double rx = Corners.number(shape.attribute("rx"));
    double ry = Corners.number(shape.attribute("ry"));
    if (rx == ry) {
      return new Circle(new Point(x, y), rx);
    }
    double turn = Math.toRadians(rotation(shape));
    List<Point> outline = new ArrayList<>(POINTS_OF_ELLIPSE);
    for (int i = 0; i < POINTS_OF_ELLIPSE; i++) {
      double angle = 2 * Math.PI * i / POINTS_OF_ELLIPSE;
      double across = rx * Math.cos(angle);
      double down = ry * Math.sin(angle);
      outline.add(
          new Point(
              x + across * Math.cos(turn) - down * Math.sin(turn),
              y + across * Math.sin(turn) + down * Math.cos(turn)));
    }
    return new Polygon(List.of(outline));
  }

  private static Optional<Geometry> polygon(List<Point> points) {
    return points.size() < LEAST_OF_POLYGON
        ? Optional.empty()
        : Optional.of(new Polygon(List.of(points)));
  }

  private static Optional<Geometry> polyline(List<Point> points) {
    return points.size() < LEAST_OF_LINE ? Optional.empty() : Optional.of(new Polyline(points));
  }

  private static Optional<Geometry> keypoints(List<Point> points) {
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Keypoints(
                points.stream().map(p -> new Keypoint(p.x(), p.y(), Keypoint.SEEN)).toList()));
  }

  /** Points as x,y;x,y; what is no number in them is NaN. */
  private static List<Point> points(String text) {
    List<Point> points = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf(';', start) < 0 ? text.length() : text.indexOf(';', start);
      String pair = text.substring(start, end).strip();
      int comma = pair.indexOf(',');
      if (!pair.isEmpty()) {
        points.add(
            comma < 0
                ? new Point(Double.NaN, Double.NaN)
                : new Point(
                    Corners.number(pair.substring(0, comma).strip()),
                    Corners.number(pair.substring(comma + 1).strip())));
      }
      start = end + 1;
    }
    return points;
  }
}
