package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Points of which the class says what each is. */
public record Keypoints(List<Keypoint> points) implements Geometry {
  public Keypoints {
    points = List.copyOf(points);
  }

  /** How many of the points are labelled. */
  public long labelled() {
    return points.stream().filter(Keypoint::isLabelled).count();
  }

  @Override
  public AnnotationType type() {
    return AnnotationType.KEYPOINTS;
  }

  /** Around those that are labelled; empty when none is. */
  @Override
  public Optional<Box> box() {
    return labelled() == 0
        ? Optional.empty()
        : Optional.of(
            Bounds.of(
                points.stream().filter(Keypoint::isLabelled).map(p -> new Point(p.x(), p.y()))));
  }

  @Override
  public boolean isFinite() {
    return points.stream().allMatch(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()));
  }

  @Override
  public Geometry turned(Turn turn) {
    return new Keypoints(points.stream().map(turn::keypoint).toList());
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("points");
    for (Keypoint point : points) {
      json.writeStartArray();
      GeometryJson.number(json, point.x());
      GeometryJson.number(json, point.y());
      json.writeNumber(point.visibility());
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
