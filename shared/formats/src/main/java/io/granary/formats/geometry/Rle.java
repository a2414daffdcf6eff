package io.granary.formats.geometry;

import io.granary.domain.Box;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mask as runs of zeros and ones, column by column, zeros first (COCO's maskApi). */
public final class Rle {
  private static final int MORE = 0x20;
  private static final int SIGN = 0x10;
  private static final int BITS = 0x1F;
  private static final int FIRST = 48;

  private final int height;
  private final int width;
  private final long[] counts;

  private Rle(int height, int width, long[] counts) {
    this.height = height;
    this.width = width;
    this.counts = counts;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  /** How many pixels are ones. */
  public long area() {
    long area = 0;
    for (int i = 1; i < counts.length; i += 2) {
      area += counts[i];
    }
    return area;
  }

  /** The runs, zeros first; they add up to height times width. */
  public long[] counts() {
    return counts.clone();
  }

  /** The mask that has ones where a bitmap has. */
  public static Rle of(Bitmap bitmap) {
    long end = (long) bitmap.width() * bitmap.height();
    long[] counts = new long[16];
    int size = 0;
    boolean ones = false;
    for (long at = 0; at < end; ones = !ones) {
      long next = bitmap.next(at, !ones, end);
      if (size == counts.length) {
        counts = Arrays.copyOf(counts, size * 2);
      }
      counts[size++] = next - at;
      at = next;
    }
    return new Rle(bitmap.height(), bitmap.width(), Arrays.copyOf(counts, size));
  }

  /** Every pixel: memory is one bit for each. */
  public Bitmap bitmap() {
    var bitmap = new Bitmap(width, height);
    long at = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i % 2 == 1) {
        bitmap.set(at, at + counts[i]);
      }
      at += counts[i];
    }
    return bitmap;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Rle rle
        && rle.height == height
        && rle.width == width
        && Arrays.equals(rle.counts, counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts) * 31 + height;
  }

  /** Reads the compressed form: five bits a character, from the fourth on as differences. */
  public static Optional<Rle> parse(int height, int width, String text) {
    long[] counts = new long[16];
    int size = 0;
    int at = 0;
    while (at < text.length()) {
      long value = 0;
      int shift = 0;
      int piece;
      do {
        if (at == text.length() || shift > 55) {
          return Optional.empty();
        }
        piece = text.charAt(at++) - FIRST;
        if (piece < 0 || piece > 63) {
          return Optional.empty();
        }
        value |= (long) (piece & BITS) << shift;
        shift += 5;
      } while ((piece & MORE) != 0);
      if ((piece & SIGN) != 0) {
        value |= -1L << shift;
      }
      if (size == counts.length) {
        counts = Arrays.copyOf(counts, size * 2);
      }
      counts[size] = size > 2 ? value + counts[size - 2] : value;
      size++;
    }
    return of(height, width, Arrays.copyOf(counts, size));
  }

  /**
   * Takes runs that fill the mask exactly; others are no mask.
   *
   * @param height rows in pixels
   * @param width columns in pixels
   */
  public static Optional<Rle> of(int height, int width, long[] counts) {
    long sum = 0;
    for (long count : counts) {
      if (count < 0) {
        return Optional.empty();
      }
      sum += count;
    }
    return height > 0 && width > 0 && sum == (long) height * width
        ? Optional.of(new Rle(height, width, counts.clone()))
        : Optional.empty();
  }

  /** The compressed form. */
  public String compressed() {
    var text = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      long value = i > 2 ? counts[i] - counts[i - 2] : counts[i];
      boolean more;
      do {
        long piece = value & BITS;
        value >>= 5;
        more = (piece & SIGN) != 0 ? value != -1 : value != 0;
        text.append((char) ((more ? piece | MORE : piece) + FIRST));
      } while (more);
    }
    return text.toString();
  }

  /** The smallest box around the ones; without area when there are none. */
  public Box box() {
    long left = width;
    long right = -1;
    long top = height;
    long bottom = -1;
    long at = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i % 2 == 1 && counts[i] > 0) {
        long last = at + counts[i] - 1;
        left = Math.min(left, at / height);
        right = Math.max(right, last / height);
        boolean oneColumn = at / height == last / height;
        top = Math.min(top, oneColumn ? at % height : 0);
        bottom = Math.max(bottom, oneColumn ? last % height : height - 1L);
      }
      at += counts[i];
    }
    return right < 0 ? new Box(0, 0, 0, 0) : new Box(left, top, right - left + 1, bottom - top + 1);
  }
}
