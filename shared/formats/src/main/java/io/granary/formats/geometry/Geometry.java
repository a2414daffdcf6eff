package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.io.IOException;
import java.util.Optional;

/**
 * What an annotation says about where it is. Numbers are pixels of the upright image, as doubles
 * without rounding.
 */
public sealed interface Geometry
    permits Bbox, Polygon, Mask, RotatedBox, Keypoints, Polyline, Circle, OfSample {
  AnnotationType type();

  /** The smallest box around it; empty for what belongs to a whole sample. */
  Optional<Box> box();

  /** Whether all of its numbers are finite. */
  boolean isFinite();

  /** The same on the image turned upright. */
  Geometry turned(Turn turn);

  /** Writes its fields; the generator is in an object. */
  void write(JsonGenerator json) throws IOException;

  /** As JSON, of the shape that the API gives its type. */
  default String json() {
    return GeometryJson.write(this);
  }

  /**
   * Reads what {@link #json} has written.
   *
   * @throws IllegalArgumentException when the text is no geometry of the type
   */
  static Geometry parse(AnnotationType type, String json) {
    return GeometryJson.parse(type, json);
  }
}
