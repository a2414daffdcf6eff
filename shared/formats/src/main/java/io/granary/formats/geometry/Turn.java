package io.granary.formats.geometry;

import io.granary.domain.Box;
import java.util.List;
import java.util.stream.Stream;

/**
 * From the pixels of an image as it is stored to those of the upright one (EXIF 2.32, Orientation).
 *
 * @param orientation 1 to 8
 * @param width stored pixels
 * @param height stored pixels
 */
public record Turn(int orientation, int width, int height) {
  public Turn {
    if (orientation < 1 || orientation > 8 || width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "Cannot turn %d x %d by orientation %d".formatted(width, height, orientation));
    }
  }

  /** The turn of an image by the size that it has once it is upright. */
  public static Turn to(int orientation, int uprightWidth, int uprightHeight) {
    int[] stored = {uprightWidth, uprightHeight};
    int across = orientation >= 5 ? 1 : 0;
    return new Turn(orientation, stored[across], stored[1 - across]);
  }

  Point point(Point p) {
    return switch (orientation) {
      case 2 -> new Point(width - p.x(), p.y());
      case 3 -> new Point(width - p.x(), height - p.y());
      case 4 -> new Point(p.x(), height - p.y());
      case 5 -> new Point(p.y(), p.x());
      case 6 -> new Point(height - p.y(), p.x());
      case 7 -> new Point(height - p.y(), width - p.x());
      case 8 -> new Point(p.y(), width - p.x());
      default -> p;
    };
  }

  List<Point> points(List<Point> points) {
    return points.stream().map(this::point).toList();
  }

  Keypoint keypoint(Keypoint keypoint) {
    if (!keypoint.isLabelled()) {
      return keypoint;
    }
    Point turned = point(new Point(keypoint.x(), keypoint.y()));
    return new Keypoint(turned.x(), turned.y(), keypoint.visibility());
  }

  /** The box around the turned corners. */
  public Box box(Box box) {
    return Bounds.of(
        Stream.of(
            point(new Point(box.x(), box.y())),
            point(new Point(box.x() + box.width(), box.y() + box.height()))));
  }

  /** A mask of the stored size becomes one of the upright size; others stay as they are. */
  Rle mask(Rle mask) {
    if (mask.width() != width || mask.height() != height || orientation == 1) {
      return mask;
    }
    boolean isSwapped = orientation >= 5;
    Bitmap from = mask.bitmap();
    var to = new Bitmap(isSwapped ? height : width, isSwapped ? width : height);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        if (from.get(x, y)) {
          // The middle of a pixel stays the middle of a pixel.
          Point middle = point(new Point(x + 0.5, y + 0.5));
          to.set((int) middle.x(), (int) middle.y());
        }
      }
    }
    return Rle.of(to);
  }
}
