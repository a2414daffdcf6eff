package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A line through points, open at its ends. */
public record Polyline(List<Point> points) implements Geometry {
  public Polyline {
    points = List.copyOf(points);
  }

  @Override
  public AnnotationType type() {
    return AnnotationType.POLYLINE;
  }

  @Override
  public Optional<Box> box() {
    return Optional.of(Bounds.of(points.stream()));
  }

  @Override
  public boolean isFinite() {
    return points.stream().allMatch(Point::isFinite);
  }

  @Override
  public Geometry turned(Turn turn) {
    return new Polyline(turn.points(points));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    GeometryJson.points(json, points);
  }
}
