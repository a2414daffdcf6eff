package io.granary.formats.granary;

import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.Polyline;
import io.granary.formats.geometry.Rle;
import java.util.Arrays;
import java.util.Optional;

/** Geometries of backups. Each has one text, so that what is read is stored as it was. */
final class StoredGeometry {
  /** Pixels of a side of a mask. */
  private static final int MOST_PIXELS = 1 << 20;

  private StoredGeometry() {}

  /** The type of a name; empty when there is none. */
  static Optional<AnnotationType> type(String name) {
    return Arrays.stream(AnnotationType.values())
        .filter(type -> type.toString().equals(name))
        .findFirst();
  }

  /**
   * Reads a geometry; empty when it is none of its type, or a mask of another size than its image.
   *
   * @param sample place in the index, or negative
   */
  static Optional<Shape> shape(AnnotationType type, String json, SampleIndex samples, int sample) {
    Geometry geometry;
    try {
      geometry = Geometry.parse(type, json);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    return geometry.isFinite() && isWhole(geometry) && fits(geometry, samples, sample)
        ? Optional.of(Shape.of(geometry))
        : Optional.empty();
  }

  private static boolean isWhole(Geometry geometry) {
    return switch (geometry) {
      case Polygon polygon ->
          !polygon.parts().isEmpty() && polygon.parts().stream().noneMatch(p -> p.isEmpty());
      case Polyline line -> !line.points().isEmpty();
      case Keypoints keypoints -> !keypoints.points().isEmpty();
      default -> true;
    };
  }

  private static boolean fits(Geometry geometry, SampleIndex samples, int sample) {
    if (!(geometry instanceof Mask(Rle rle))) {
      return true;
    }
    boolean isKnown = sample >= 0 && samples.width(sample) > 0;
    return rle.width() <= MOST_PIXELS
        && rle.height() <= MOST_PIXELS
        && (!isKnown
            || rle.width() == samples.width(sample) && rle.height() == samples.height(sample));
  }
}
