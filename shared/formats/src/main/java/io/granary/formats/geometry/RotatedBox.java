package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A box at any angle: four corners, one after the other around it. */
public record RotatedBox(List<Point> corners) implements Geometry {
  public RotatedBox {
    corners = List.copyOf(corners);
    if (corners.size() != 4) {
      throw new IllegalArgumentException("A box has 4 corners, not " + corners.size());
    }
  }

  /**
   * The box of a size around a centre.
   *
   * @param degrees clockwise, as the y axis points down
   */
  public static RotatedBox of(Point centre, double width, double height, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return new RotatedBox(
        Stream.of(
                new Point(-width / 2, -height / 2),
                new Point(width / 2, -height / 2),
                new Point(width / 2, height / 2),
                new Point(-width / 2, height / 2))
            .map(
                p ->
                    new Point(
                        centre.x() + p.x() * cos - p.y() * sin,
                        centre.y() + p.x() * sin + p.y() * cos))
            .toList());
  }

  @Override
  public AnnotationType type() {
    return AnnotationType.ROTATED_BBOX;
  }

  @Override
  public Optional<Box> box() {
    return Optional.of(Bounds.of(corners.stream()));
  }

  @Override
  public boolean isFinite() {
    return corners.stream().allMatch(Point::isFinite);
  }

  @Override
  public Geometry turned(Turn turn) {
    return new RotatedBox(turn.points(corners));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    GeometryJson.points(json, corners);
  }
}
