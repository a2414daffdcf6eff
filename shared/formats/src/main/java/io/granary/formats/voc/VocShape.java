package io.granary.formats.voc;

import io.granary.domain.Box;
import io.granary.formats.geometry.Corners;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.RotatedBox;
import io.granary.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an object has beside its box: {@code <polygon>} as x1, y1, x2, ... or as points, and {@code
 * <robndbox>} as centre, size and an angle in radians. VOC itself has neither; tools write them.
 */
final class VocShape {
  private static final int LEAST_POINTS = 3;

  private final List<List<Point>> parts = new ArrayList<>();
  private Optional<Geometry> rotated = Optional.empty();
  private boolean isBroken;

  /** The corners as they are: nothing is shifted. */
  static Box box(XmlElement bndbox) {
    String left = bndbox.value("xmin");
    String top = bndbox.value("ymin");
    return new Box(
        Corners.number(left),
        Corners.number(top),
        Corners.distance(left, bndbox.value("xmax")),
        Corners.distance(top, bndbox.value("ymax")));
  }

  void rotatedBox(XmlElement box) {
    RotatedBox read =
        RotatedBox.of(
            new Point(Corners.number(box.value("cx")), Corners.number(box.value("cy"))),
            Corners.number(box.value("w")),
            Corners.number(box.value("h")),
            Math.toDegrees(Corners.number(box.value("angle"))));
    isBroken |= !read.isFinite();
    rotated = Optional.of(read);
  }

  void polygon(XmlElement polygon) {
    List<Point> points = new ArrayList<>();
    List<XmlElement> pairs = polygon.children("pt");
    if (pairs.isEmpty()) {
      pairs = polygon.children("point");
    }
    for (XmlElement pair : pairs) {
      points.add(point(pair.value("x"), pair.value("y")));
    }
    if (pairs.isEmpty()) {
      var xs = new ArrayList<XmlElement>();
      var ys = new ArrayList<XmlElement>();
      for (XmlElement number : polygon.children()) {
        if (number.name().startsWith("x")) {
          xs.add(number);
        } else if (number.name().startsWith("y")) {
          ys.add(number);
        }
      }
      isBroken |= xs.size() != ys.size();
      for (int i = 0; i < Math.min(xs.size(), ys.size()); i++) {
        isBroken |= !xs.get(i).name().substring(1).equals(ys.get(i).name().substring(1));
        points.add(point(xs.get(i).value(), ys.get(i).value()));
      }
    }
    parts.add(points);
    isBroken |= points.size() < LEAST_POINTS;
  }

  boolean isBroken() {
    return isBroken;
  }

  /** The outline, or the box at an angle; empty when it has none that can be read. */
  Optional<Geometry> geometry() {
    if (isBroken) {
      return Optional.empty();
    }
    return parts.isEmpty() ? rotated : Optional.of(new Polygon(parts));
  }

  private Point point(String x, String y) {
    var point = new Point(Corners.number(x), Corners.number(y));
    isBroken |= !Double.isFinite(point.x()) || !Double.isFinite(point.y());
    return point;
  }
}
