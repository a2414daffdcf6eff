package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.io.IOException;
import java.util.Optional;

/** A circle; its radius is in pixels. */
public record Circle(Point center, double radius) implements Geometry {
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
