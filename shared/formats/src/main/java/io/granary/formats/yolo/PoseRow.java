package io.granary.formats.yolo;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Point;
import java.util.List;
import java.util.Optional;

/** A box and its keypoints, each with its visibility; rows of a set have equally many. */
final class PoseRow implements RowForm {
  private final int count;

  /**
   * @param count keypoints of every row
   */
  PoseRow(int count) {
    this.count = count;
  }

  @Override
  public Outcome row(WrittenAnnotation annotation, ImageEdge edge) {
    List<Keypoint> points =
        switch (annotation.geometry()) {
          case Keypoints keypoints -> keypoints.points();
          case Bbox _ -> List.of();
          default -> null;
        };
    if (points == null) {
      return new Refused("What is neither pose nor box cannot be held.");
    }
    Optional<Box> whole = RowForm.box(annotation);
    if (whole.isEmpty()) {
      return new Refused("Poses without any point or box cannot be held.");
    }
    var numbers = new RowNumbers(edge).box(edge.cut(whole.get()));
    boolean isCut = !edge.holds(whole.get());
    for (int i = 0; i < count; i++) {
      boolean isThere = i < points.size() && points.get(i).visibility() > Keypoint.ABSENT;
      if (isThere && edge.holds(place(points.get(i)))) {
        numbers.point(place(points.get(i))).whole(points.get(i).visibility());
      } else {
        numbers.whole(0).whole(0).whole(0);
        isCut |= isThere;
      }
    }
    Row row = Row.of(AnnotationType.KEYPOINTS, numbers);
    if (annotation.geometry() instanceof Bbox) {
      return row.changed("Boxes became poses of which no point is labelled.");
    }
    if (points.size() < count) {
      return row.changed("Poses with fewer points than others were filled up.");
    }
    return isCut ? row.changed("Poses were cut at the edge of their image.") : row;
  }

  private static Point place(Keypoint keypoint) {
    return new Point(keypoint.x(), keypoint.y());
  }
}
