package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.io.IOException;
import java.util.Optional;

/** A box with upright sides. */
public record Bbox(Box bounds) implements Geometry {
  @Override
  public AnnotationType type() {
    return AnnotationType.BBOX;
  }

  @Override
  public Optional<Box> box() {
    return Optional.of(bounds);
  }

  @Override
  public boolean isFinite() {
    return bounds.isFinite();
  }

  @Override
  public Geometry turned(Turn turn) {
    return new Bbox(turn.box(bounds));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    GeometryJson.number(json, "x", bounds.x());
    GeometryJson.number(json, "y", bounds.y());
    GeometryJson.number(json, "width", bounds.width());
    GeometryJson.number(json, "height", bounds.height());
  }
}
