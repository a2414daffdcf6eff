package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One object's outline; an object that is partly covered has several parts. */
public record Polygon(List<List<Point>> parts) implements Geometry {
  public Polygon {
    parts = parts.stream().map(List::copyOf).toList();
  }

  /** Pixels within the parts, each as if it were alone (the shoelace formula). */
  public double area() {
    double area = 0;
    for (List<Point> part : parts) {
      double twice = 0;
      for (int i = 0; i < part.size(); i++) {
        Point from = part.get(i);
        Point to = part.get((i + 1) % part.size());
        twice += from.x() * to.y() - to.x() * from.y();
      }
      area += Math.abs(twice) / 2;
    }
    return area;
  }

  @Override
  public AnnotationType type() {
    return AnnotationType.POLYGON;
  }

  @Override
  public Optional<Box> box() {
    return Optional.of(Bounds.of(parts.stream().flatMap(List::stream)));
  }

  @Override
  public boolean isFinite() {
    return parts.stream().flatMap(List::stream).allMatch(Point::isFinite);
  }

  @Override
  public Geometry turned(Turn turn) {
    return new Polygon(parts.stream().map(turn::points).toList());
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("parts");
    for (List<Point> part : parts) {
      json.writeStartArray();
      for (Point point : part) {
        GeometryJson.number(json, point.x());
        GeometryJson.number(json, point.y());
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
