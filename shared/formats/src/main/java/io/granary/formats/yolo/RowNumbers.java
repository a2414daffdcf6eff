package io.granary.formats.yolo;

import io.granary.domain.Box;
import io.granary.formats.geometry.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of a row after its class: parts of the image's sides, with as many digits as it takes
 * for {@link Decimal} to give the same pixels back.
 */
final class RowNumbers {
  /** Mostly enough for the shortest decimal of a double. */
  private static final MathContext SHORT = new MathContext(17);

  /**
   * Always enough: half of the last of 18 digits is less than half of the last bit of a double,
   * which is at least 2^-54 of it.
   */
  private static final MathContext LONG = new MathContext(18);

  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final ImageEdge edge;
  private final List<String> texts = new ArrayList<>();
  private boolean isFinite = true;

  RowNumbers(ImageEdge edge) {
    this.edge = edge;
  }

  /** Adds centre and size of a box. */
  RowNumbers box(Box box) {
    if (!box.isFinite()) {
      isFinite = false;
      return this;
    }
    BigDecimal width = part(box.width(), edge.width());
    BigDecimal height = part(box.height(), edge.height());
    add(part(box.x(), edge.width()).add(width.multiply(HALF)));
    add(part(box.y(), edge.height()).add(height.multiply(HALF)));
    add(width);
    add(height);
    return this;
  }

  RowNumbers point(Point point) {
    if (!Double.isFinite(point.x()) || !Double.isFinite(point.y())) {
      isFinite = false;
      return this;
    }
    add(part(point.x(), edge.width()));
    add(part(point.y(), edge.height()));
    return this;
  }

  RowNumbers points(List<Point> points) {
    points.forEach(this::point);
    return this;
  }

  /** Adds a number that is no part of a side. */
  RowNumbers whole(int number) {
    texts.add(Integer.toString(number));
    return this;
  }

  boolean isFinite() {
    return isFinite;
  }

  List<String> texts() {
    return List.copyOf(texts);
  }

  private void add(BigDecimal number) {
    texts.add(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
  }

  /** The decimal whose product with a side rounds to some pixels. */
  private static BigDecimal part(double pixels, int side) {
    BigDecimal whole = BigDecimal.valueOf(side);
    BigDecimal part = BigDecimal.valueOf(pixels).divide(whole, SHORT);
    return part.multiply(whole).doubleValue() == pixels
        ? part
        : new BigDecimal(pixels).divide(whole, LONG);
  }
}
