package io.granary.formats.geometry;

/** A place on an image, in pixels from its top left corner. */
public record Point(double x, double y) {
  boolean isFinite() {
    return Double.isFinite(x) && Double.isFinite(y);
  }
}
