package io.granary.formats.annotations;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Bitmap;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Circle;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Label;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.Polyline;
import io.granary.formats.geometry.Rle;
import io.granary.formats.geometry.RotatedBox;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Geometries of every kind, with numbers of many digits, on images of 640 x 480 pixels. */
public final class AnyGeometry {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 480;

  private AnyGeometry() {}

  public static Arbitrary<Geometry> of(AnnotationType type) {
    return switch (type) {
      case BBOX -> boxes().map(Bbox::new);
      case POLYGON ->
          points(3, 6)
              .list()
              .ofMinSize(1)
              .ofMaxSize(3)
              .map(parts -> (Geometry) new Polygon(parts))
              .filter(polygon -> polygon.box().orElseThrow().hasArea());
      case MASK ->
          Combinators.combine(pixel(0, 600), pixel(0, 440), pixel(1, 40))
              .as(AnyGeometry::bars)
              .map(Mask::new);
      case ROTATED_BBOX ->
          Combinators.combine(point(), coordinate(), coordinate(), pixel(0, 359))
              .as(RotatedBox::of);
      case KEYPOINTS ->
          Combinators.combine(point(), pixel(0, 2))
              .as((p, v) -> v == 0 ? new Keypoint(0, 0, 0) : new Keypoint(p.x(), p.y(), v))
              .list()
              .ofMinSize(1)
              .ofMaxSize(4)
              .map(Keypoints::new)
              .filter(keypoints -> keypoints.labelled() > 0)
              .map(keypoints -> (Geometry) keypoints);
      case POLYLINE -> points(2, 5).map(Polyline::new);
      case CIRCLE -> Combinators.combine(point(), coordinate()).as(Circle::new);
      case CLASS -> Arbitraries.just(new Label());
      case CAPTION -> AnySet.texts().map(Caption::new);
    };
  }

  static Arbitrary<Box> boxes() {
    return Combinators.combine(coordinate(), coordinate(), coordinate(), coordinate()).as(Box::new);
  }

  private static Arbitrary<List<Point>> points(int least, int most) {
    return point().list().ofMinSize(least).ofMaxSize(most);
  }

  private static Arbitrary<Point> point() {
    return Combinators.combine(coordinate(), coordinate()).as(Point::new);
  }

  /** Most of them have all the digits that a double can have. */
  private static Arbitrary<Double> coordinate() {
    return Arbitraries.integers().between(700, 280_000).map(n -> n / 700.0);
  }

  private static Arbitrary<Integer> pixel(int least, int most) {
    return Arbitraries.integers().between(least, most);
  }

  /** Bars with gaps, so that columns differ. */
  private static Rle bars(int left, int top, int size) {
    var bitmap = new Bitmap(WIDTH, HEIGHT);
    for (int x = left; x < left + size; x++) {
      for (int y = top; y < top + size - x % 3 * (size / 4); y++) {
        bitmap.set(x, y);
      }
    }
    return Rle.of(bitmap);
  }
}
