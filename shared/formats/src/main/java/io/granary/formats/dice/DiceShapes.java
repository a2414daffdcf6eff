package io.granary.formats.dice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import io.granary.formats.geometry.Circle;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polyline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The geometries of one annotation: the first that makes sense is its shape. */
final class DiceShapes {
  private static final JsonFactory JSON = new JsonFactory();

  private final Attributes attributes;
  private @Nullable Shape first;
  private boolean isAny;
  private boolean isInvalid;
  private boolean isNotFinite;

  /**
   * @param attributes where the geometries go that are not the first
   */
  DiceShapes(Attributes attributes) {
    this.attributes = attributes;
  }

  /** Whether there is one, of whatever sense. */
  boolean isAny() {
    return isAny;
  }

  boolean isInvalid() {
    return isInvalid;
  }

  /** Whether one was left out because a number is missing or infinite. */
  boolean isNotFinite() {
    return isNotFinite;
  }

  @Nullable Shape first() {
    return first;
  }

  /** Takes a geometry; empty when it makes no sense. */
  void add(String field, Optional<Geometry> geometry) throws IOException {
    if (geometry.isPresent() && !geometry.get().isFinite()) {
      isAny = true;
      isNotFinite = true;
    } else {
      addShape(field, geometry.map(Shape::of));
    }
  }

  void addShape(String field, Optional<Shape> shape) throws IOException {
    isAny = true;
    if (shape.isEmpty()) {
      isInvalid = true;
    } else if (first == null) {
      first = shape.get();
    } else {
      putJson(field, shape.get().geometry());
    }
  }

  /** A geometry that is named by its type, as kinds are that have no field of their own. */
  void addTyped(String type, String json) throws IOException {
    if (!type.equals(AnnotationType.ROTATED_BBOX.toString())
        && !type.equals(AnnotationType.CAPTION.toString())) {
      isAny = true;
      isInvalid = true;
      attributes.put("type", type);
      putJson("geometry", json);
      return;
    }
    boolean isCaption = type.equals(AnnotationType.CAPTION.toString());
    AnnotationType known = isCaption ? AnnotationType.CAPTION : AnnotationType.ROTATED_BBOX;
    Optional<Geometry> geometry;
    try {
      geometry = Optional.of(Geometry.parse(known, json));
    } catch (IllegalArgumentException _) {
      geometry = Optional.empty();
    }
    add("geometry", geometry);
  }

  /** Triples of x, y and visibility; the box around none of them is no place. */
  static Optional<Geometry> keypoints(double[] numbers) {
    if (numbers.length % 3 != 0) {
      return Optional.empty();
    }
    List<Keypoint> points = new ArrayList<>(numbers.length / 3);
    for (int i = 0; i < numbers.length; i += 3) {
      int visibility = Math.clamp((long) numbers[i + 2], Keypoint.ABSENT, Keypoint.SEEN);
      boolean isThere = visibility > Keypoint.ABSENT;
      double x = isThere || Double.isFinite(numbers[i]) ? numbers[i] : 0;
      double y = isThere || Double.isFinite(numbers[i + 1]) ? numbers[i + 1] : 0;
      points.add(new Keypoint(x, y, visibility));
    }
    return Optional.of(new Keypoints(points));
  }

  /** Pairs of x and y. */
  static Optional<Geometry> line(double[] numbers) {
    if (numbers.length < 4 || numbers.length % 2 != 0) {
      return Optional.empty();
    }
    List<Point> points = new ArrayList<>(numbers.length / 2);
    for (int i = 0; i < numbers.length; i += 2) {
      points.add(new Point(numbers[i], numbers[i + 1]));
    }
    return Optional.of(new Polyline(points));
  }

  static Optional<Geometry> circle(double[] center, double radius) {
    return center.length != 2 || radius <= 0
        ? Optional.empty()
        : Optional.of(new Circle(new Point(center[0], center[1]), radius));
  }

  private void putJson(String field, String json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      attributes.put(field, parser);
    }
  }
}
