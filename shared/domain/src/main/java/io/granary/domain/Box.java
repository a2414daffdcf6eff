package io.granary.domain;

/** An upright box in pixels of the upright image, origin at the top left; any finite numbers. */
public record Box(double x, double y, double width, double height) {
  /** Whether all four numbers are finite. */
  public boolean isFinite() {
    return Double.isFinite(x)
        && Double.isFinite(y)
        && Double.isFinite(width)
        && Double.isFinite(height);
  }

  public boolean hasArea() {
    return width > 0 && height > 0;
  }

  /** Whether a part of the box lies outside an image of this size in pixels. */
  public boolean reachesOutOf(int imageWidth, int imageHeight) {
    return x < -TOLERANCE
        || y < -TOLERANCE
        || x + width > imageWidth + TOLERANCE
        || y + height > imageHeight + TOLERANCE;
  }

  /** Whether no part of the box lies inside an image of this size in pixels. */
  public boolean isOutsideOf(int imageWidth, int imageHeight) {
    return x >= imageWidth || y >= imageHeight || x + width <= 0 || y + height <= 0;
  }

  /** As JSON: x, y, width and height. */
  public String json() {
    return "{\"x\":%s,\"y\":%s,\"width\":%s,\"height\":%s}"
        .formatted(Decimals.of(x), Decimals.of(y), Decimals.of(width), Decimals.of(height));
  }

  /** For people, in the order of COCO. */
  @Override
  public String toString() {
    return "[%s, %s, %s, %s]"
        .formatted(Decimals.of(x), Decimals.of(y), Decimals.of(width), Decimals.of(height));
  }

  /** Half a hundredth of a pixel: writers that round to two decimals do not count as outside. */
  private static final double TOLERANCE = 0.005;
}
