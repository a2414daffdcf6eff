package io.granary.formats.cvat;

import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Rle;
import io.granary.formats.xml.XmlElement;
import java.util.Arrays;
import java.util.Optional;

/**
 * Masks of CVAT: runs row by row within a box, zeros first, as a list of numbers. They become runs
 * column by column of the whole image.
 */
final class CvatMask {
  private static final long MOST_PIXELS = 100_000_000;

  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final int imageHeight;
  private long[] counts = new long[16];
  private int size;
  private long end;

  private CvatMask(int left, int top, int width, int height, int imageHeight) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.imageHeight = imageHeight;
  }

  /**
   * Reads a mask; it is none when its runs do not fill its box, or the box lies not in the image.
   *
   * @param imageWidth pixels
   * @param imageHeight pixels
   */
  static Optional<Geometry> read(XmlElement mask, int imageWidth, int imageHeight) {
    int left = whole(mask.attribute("left"));
    int top = whole(mask.attribute("top"));
    int width = whole(mask.attribute("width"));
    int height = whole(mask.attribute("height"));
    boolean isInside =
        left >= 0
            && top >= 0
            && width > 0
            && height > 0
            && (long) left + width <= imageWidth
            && (long) top + height <= imageHeight
            && (long) width * height <= MOST_PIXELS;
    if (!isInside) {
      return Optional.empty();
    }
    var rows = new boolean[width * height];
    return fill(rows, mask.attribute("rle"))
        ? new CvatMask(left, top, width, height, imageHeight).columns(rows, imageWidth)
        : Optional.empty();
  }

  /** Sets what the runs set; says whether they fill the box exactly. */
  private static boolean fill(boolean[] rows, String runs) {
    int at = 0;
    boolean isSet = false;
    for (int start = 0; start < runs.length(); isSet = !isSet) {
      int comma = runs.indexOf(',', start) < 0 ? runs.length() : runs.indexOf(',', start);
      int run = whole(runs.substring(start, comma).strip());
      if (run < 0 || run > rows.length - at) {
        return false;
      }
      Arrays.fill(rows, at, at + run, isSet);
      at += run;
      start = comma + 1;
    }
    return at == rows.length;
  }

  private Optional<Geometry> columns(boolean[] rows, int imageWidth) {
    for (int x = 0; x < width; x++) {
      long column = (long) (left + x) * imageHeight + top;
      for (int y = 0; y < height; y++) {
        if (rows[y * width + x]) {
          set(column + y);
        }
      }
    }
    long total = (long) imageWidth * imageHeight;
    if (end < total) {
      add(total - end);
    }
    return Rle.of(imageHeight, imageWidth, Arrays.copyOf(counts, size)).map(Mask::new);
  }

  /** Sets the next pixel, as the columns go. */
  private void set(long pixel) {
    if (size > 0 && pixel == end) {
      counts[size - 1]++;
    } else {
      add(pixel - end);
      add(1);
    }
    end = pixel + 1;
  }

  private void add(long count) {
    if (size == counts.length) {
      counts = Arrays.copyOf(counts, size * 2);
    }
    counts[size++] = count;
  }

  /** A whole number; -1 for anything else. CVAT writes some as 7.0. */
  private static int whole(String text) {
    String digits = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    if (digits.isEmpty()
        || digits.length() > 9
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Integer.parseInt(digits);
  }
}
