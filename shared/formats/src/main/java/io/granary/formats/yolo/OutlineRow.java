package io.granary.formats.yolo;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Outlines;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.RotatedBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The points of an outline. Boxes become outlines too, as a box among outlines is misread by
 * Ultralytics.
 */
final class OutlineRow implements RowForm {
  @Override
  public Outcome row(WrittenAnnotation annotation, ImageEdge edge) {
    return switch (annotation.geometry()) {
      case Polygon polygon -> row(polygon, edge, Optional.empty());
      case Bbox box ->
          row(ring(RowForm.corners(box.bounds())), edge, Optional.of("Boxes became outlines."));
      case RotatedBox box -> row(ring(box.corners()), edge, Optional.of("Boxes became outlines."));
      case Mask mask -> row(Outlines.of(mask.rle()), edge, Optional.of("Masks became outlines."));
      default -> new Refused("What is neither outline nor box cannot be held.");
    };
  }

  private static Outcome row(Polygon polygon, ImageEdge edge, Optional<String> how) {
    List<List<Point>> parts =
        polygon.parts().stream()
            .filter(p -> p.size() >= 3)
            .map(edge::cut)
            .filter(p -> p.size() >= 3)
            .toList();
    Optional<Box> box = new Polygon(parts).box().filter(Box::hasArea);
    if (box.isEmpty()) {
      return new Refused(OFF_IMAGE);
    }
    Row row = Row.of(AnnotationType.POLYGON, new RowNumbers(edge).points(joined(parts)));
    if (how.isPresent()) {
      return row.changed(how.get());
    }
    if (polygon.parts().size() > 1) {
      return row.changed("Outlines in several parts were joined by lines without width.");
    }
    return polygon.parts().stream().allMatch(edge::holds) ? row : row.changed(CUT);
  }

  /** One ring that goes out to each part and back again, to where it began. */
  private static List<Point> joined(List<List<Point>> parts) {
    List<Point> first = parts.getFirst();
    if (parts.size() == 1) {
      return first;
    }
    List<Point> ring = new ArrayList<>(first);
    for (List<Point> part : parts.subList(1, parts.size())) {
      ring.add(first.getFirst());
      ring.addAll(part);
      ring.add(part.getFirst());
    }
    return ring;
  }

  private static Polygon ring(List<Point> points) {
    return new Polygon(List.of(points));
  }
}
