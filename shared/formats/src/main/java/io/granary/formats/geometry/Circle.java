package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A circle; its radius is in pixels. */
public record Circle(Point center, double radius) implements Geometry {
  private static final int CORNERS = 64;

  /** A polygon of 64 corners on the circle. */
  public Polygon outline() {
    return new Polygon(
        List.of(
            IntStream.range(0, CORNERS)
                .mapToObj(i -> 2 * Math.PI * i / CORNERS)
                .map(
                    angle ->
                        new Point(
                            center.x() + radius * Math.cos(angle),
                            center.y() + radius * Math.sin(angle)))
                .toList()));
  }

  @Override
  public AnnotationType type() {
    return AnnotationType.CIRCLE;
  }

  @Override
  public Optional<Box> box() {
    return Optional.of(new Box(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius));
  }

  @Override
  public boolean isFinite() {
    return center.isFinite() && Double.isFinite(radius);
  }

  @Override
  public Geometry turned(Turn turn) {
    return new Circle(turn.point(center), radius);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("center");
    GeometryJson.number(json, center.x());
    GeometryJson.number(json, center.y());
    json.writeEndArray();
    GeometryJson.number(json, "radius", radius);
  }
}
