package io.granary.formats.yolo;

import io.granary.domain.Box;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.RotatedBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes annotations of the rows of one image, each by its own number of columns. Rows that cannot
 * be imported have the file and line in place of an id, for the issue that tells of them.
 */
final class RowReader {
  private static final int BOX = 5;
  private static final int CORNERS = 9;
  private static final int OUTLINE = 7;

  private final YoloVariant variant;
  private final @Nullable KeypointShape keypoints;
  private final ClassPlaces classes;
  private final int sample;
  private final String imageId;
  private final int width;
  private final int height;

  RowReader(
      YoloVariant variant,
      Optional<KeypointShape> keypoints,
      ClassPlaces classes,
      SampleIndex samples,
      int sample,
      String imageId) {
    this.variant = variant;
    this.keypoints = keypoints.orElse(null);
    this.classes = classes;
    this.sample = sample;
    this.imageId = imageId;
    this.width = sample < 0 ? 0 : samples.width(sample);
    this.height = sample < 0 ? 0 : samples.height(sample);
  }

  /**
   * Reads a row.
   *
   * @param where file and line
   */
  SourceAnnotation read(LabelRow row, String where) {
    int labelClass = classes.place(row.labelClass());
    if (sample < 0 || labelClass < 0 || !row.isFinite()) {
      return broken(row, labelClass, where);
    }
    if (width <= 0 || height <= 0) {
      return broken(row, labelClass, where + " (the size of the image is unknown)");
    }
    SourceAnnotation source = shaped(row, labelClass);
    boolean isSound = source != null && source.box() != null && source.box().isFinite();
    return isSound ? source : broken(row, labelClass, where);
  }

  private @Nullable SourceAnnotation shaped(LabelRow row, int labelClass) {
    int columns = row.columns();
    if (columns == BOX) {
      return of(row, labelClass, new Bbox(box(row)));
    }
    if (columns == BOX + 1) {
      return scored(of(row, labelClass, new Bbox(box(row))), row);
    }
    if (variant == YoloVariant.POSE) {
      return pose(row, labelClass);
    }
    if (variant == YoloVariant.OBB && (columns == CORNERS || columns == CORNERS + 1)) {
      SourceAnnotation rotated = of(row, labelClass, new RotatedBox(points(row, 4)));
      return columns == CORNERS ? rotated : scored(rotated, row);
    }
    return columns >= OUTLINE && columns % 2 == 1
        ? of(row, labelClass, new Polygon(List.of(points(row, columns / 2))))
        : null;
  }

  private @Nullable SourceAnnotation pose(LabelRow row, int labelClass) {
    if (keypoints == null
        || row.columns() != keypoints.columns() && row.columns() != keypoints.columns() + 1) {
      return null;
    }
    List<Keypoint> points = new ArrayList<>(keypoints.count());
    for (int i = 0; i < keypoints.count(); i++) {
      int at = 4 + i * keypoints.dimensions();
      double x = row.value(at);
      double y = row.value(at + 1);
      int visibility =
          keypoints.dimensions() == 3
              ? visibility(row.value(at + 2))
              : x < 0 || y < 0 ? Keypoint.ABSENT : Keypoint.SEEN;
      Point place = point(row, at);
      points.add(new Keypoint(place.x(), place.y(), visibility));
    }
    var geometry = new Keypoints(points);
    if (!geometry.isFinite()) {
      return null;
    }
    var pose =
        new SourceAnnotation(
            "",
            sample,
            imageId,
            labelClass,
            row.label(),
            box(row),
            Shape.of(geometry),
            false,
            "{}",
            null,
            false);
    return row.columns() == keypoints.columns() ? pose : scored(pose, row);
  }

  /** Predictions have the confidence of the point here. */
  private static int visibility(double value) {
    return value <= 0 ? Keypoint.ABSENT : value == 1 ? Keypoint.HIDDEN : Keypoint.SEEN;
  }

  /** The last column as the confidence; what can be none is kept as an attribute. */
  private static SourceAnnotation scored(SourceAnnotation source, LabelRow row) {
    double score = row.value(row.columns() - 2);
    return score >= 0 && score <= 1
        ? source.withScore(score)
        : source.withAttributes(new Attributes().put("last_column", score).json());
  }

  private Box box(LabelRow row) {
    Decimal wide = row.decimal(2);
    Decimal high = row.decimal(3);
    return new Box(
        row.decimal(0).startOf(wide, width),
        row.decimal(1).startOf(high, height),
        wide.of(width),
        high.of(height));
  }

  private List<Point> points(LabelRow row, int count) {
    List<Point> points = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      points.add(point(row, 2 * i));
    }
    return points;
  }

  private Point point(LabelRow row, int at) {
    return new Point(row.decimal(at).of(width), row.decimal(at + 1).of(height));
  }

  private SourceAnnotation of(LabelRow row, int labelClass, Geometry geometry) {
    return SourceAnnotation.of(sample, imageId, labelClass, row.label(), geometry);
  }

  private SourceAnnotation broken(LabelRow row, int labelClass, String where) {
    return new SourceAnnotation(
        where,
        sample,
        imageId,
        labelClass,
        row.label(),
        new Box(Double.NaN, Double.NaN, Double.NaN, Double.NaN),
        null,
        false,
        "{}",
        null,
        false);
  }
}
