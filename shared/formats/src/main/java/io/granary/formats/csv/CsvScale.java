package io.granary.formats.csv;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of a table's boxes count.
 *
 * @param doubt what else they could be; null when there is no doubt
 */
record CsvScale(Unit unit, @Nullable String doubt) {
  /** Pixels, or shares of the image's width and height. */
  enum Unit {
    PIXELS,
    SHARES
  }

  /** What follows from the hint or the header. */
  static Optional<CsvScale> of(CsvColumns columns, @Nullable String hint) {
    if (CsvFormat.OPEN_IMAGES.equals(hint) || hint == null && columns.isOpenImages()) {
      return Optional.of(new CsvScale(Unit.SHARES, null));
    }
    if (CsvFormat.TENSORFLOW.equals(hint) || columns.isOwn()) {
      return Optional.of(new CsvScale(Unit.PIXELS, null));
    }
    return Optional.empty();
  }

  /** Sees all numbers of a table. */
  static final class Evidence {
    private long within;
    private long beyond;
    private boolean hasFractions;

    void take(double value) {
      if (Double.isFinite(value)) {
        boolean isWithin = value >= -0.01 && value <= 1.01;
        within += isWithin ? 1 : 0;
        beyond += isWithin ? 0 : 1;
        hasFractions |= isWithin && value != Math.rint(value);
      }
    }

    CsvScale scale() {
      if (within == 0 || beyond * 10 > within) {
        return new CsvScale(Unit.PIXELS, null);
      }
      if (beyond > 0 && !hasFractions) {
        return new CsvScale(Unit.PIXELS, null);
      }
      if (beyond > 0) {
        return new CsvScale(
            Unit.SHARES,
            "Nearly all numbers are from 0 to 1, and were taken for shares of the image; %d are not"
                .formatted(beyond));
      }
      return new CsvScale(
          Unit.SHARES,
          hasFractions
              ? null
              : "All numbers are 0 or 1, and were taken for shares of the image, not for pixels");
    }
  }
}
