package io.granary.formats.geometry;

import java.util.Arrays;
import java.util.List;

/**
 * Fills outlines, as COCO's maskApi does: edges are walked at five times the resolution, and a
 * pixel belongs to the outline when its column enters it above the pixel's middle.
 */
public final class Raster {
  private static final double SCALE = 5;

  private Raster() {}

  /**
   * The pixels of all parts of an outline.
   *
   * @param height rows of the image
   * @param width columns of the image
   */
  public static Rle fill(Polygon polygon, int height, int width) {
    var bitmap = new Bitmap(width, height);
    for (List<Point> part : polygon.parts()) {
      add(Clip.near(part, width, height), bitmap);
    }
    return Rle.of(bitmap);
  }

  private static void add(List<Point> part, Bitmap bitmap) {
    if (part.size() < 3) {
      return;
    }
    var crossings = new Crossings(bitmap.width(), bitmap.height());
    Point from = part.getFirst();
    for (int i = 1; i < part.size(); i++) {
      crossings.walk(from, part.get(i));
      from = part.get(i);
    }
    crossings.walk(from, part.getFirst());
    crossings.fill(bitmap);
  }

  /** Where an outline enters and leaves the columns, as places down the columns. */
  private static final class Crossings {
    private final int width;
    private final int height;
    private long[] places = new long[64];
    private int size;
    private boolean hasLast;
    private int lastX;
    private int lastY;

    Crossings(int width, int height) {
      this.width = width;
      this.height = height;
    }

    void walk(Point from, Point to) {
      int xs = scaled(from.x());
      int ys = scaled(from.y());
      int xe = scaled(to.x());
      int ye = scaled(to.y());
      int dx = Math.abs(xe - xs);
      int dy = Math.abs(ye - ys);
      boolean isFlat = dx >= dy;
      boolean isBackward = isFlat ? xs > xe : ys > ye;
      int x0 = isBackward ? xe : xs;
      int y0 = isBackward ? ye : ys;
      double slope =
          isFlat
              ? dx == 0 ? 0 : (double) (isBackward ? ys - ye : ye - ys) / dx
              : (double) (isBackward ? xs - xe : xe - xs) / dy;
      int steps = Math.max(dx, dy);
      for (int step = 0; step <= steps; step++) {
        int t = isBackward ? steps - step : step;
        if (isFlat) {
          visit(x0 + t, (int) (y0 + slope * t + 0.5));
        } else {
          visit((int) (x0 + slope * t + 0.5), y0 + t);
        }
      }
    }

    private void visit(int x, int y) {
      if (hasLast && x != lastX) {
        cross(((x < lastX ? x : x - 1) + 0.5) / SCALE - 0.5, Math.min(y, lastY));
      }
      hasLast = true;
      lastX = x;
      lastY = y;
    }

    private void cross(double column, int y) {
      if (Math.floor(column) != column || column < 0 || column > width - 1) {
        return;
      }
      double row = Math.ceil(Math.clamp((y + 0.5) / SCALE - 0.5, 0, height));
      if (size == places.length) {
        places = Arrays.copyOf(places, size * 2);
      }
      places[size++] = ((long) column) * height + (long) row;
    }

    /** Every second stretch between crossings is inside. */
    void fill(Bitmap bitmap) {
      Arrays.sort(places, 0, size);
      for (int i = 0; i + 1 < size; i += 2) {
        bitmap.set(places[i], places[i + 1]);
      }
      if (size % 2 == 1) {
        bitmap.set(places[size - 1], (long) width * height);
      }
    }

    private static int scaled(double value) {
      return (int) (SCALE * value + 0.5);
    }
  }
}
