package io.granary.formats.geometry;

/** One bit a pixel, column by column as COCO's masks go. */
public final class Bitmap {
  private final int width;
  private final int height;
  private final long[] bits;

  /** An empty one. */
  public Bitmap(int width, int height) {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("Cannot hold %d x %d pixels".formatted(width, height));
    }
    this.width = width;
    this.height = height;
    this.bits = new long[(int) (((long) width * height + 63) / 64)];
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public boolean get(int x, int y) {
    return get((long) x * height + y);
  }

  public void set(int x, int y) {
    long at = (long) x * height + y;
    bits[(int) (at >> 6)] |= 1L << at;
  }

  boolean get(long at) {
    return (bits[(int) (at >> 6)] & 1L << at) != 0;
  }

  /** Sets pixels that follow each other down the columns. */
  void set(long from, long to) {
    for (long at = from; at < to; at++) {
      if ((at & 63) == 0 && to - at >= 64) {
        bits[(int) (at >> 6)] = -1;
        at += 63;
      } else {
        bits[(int) (at >> 6)] |= 1L << at;
      }
    }
  }

  /** The first pixel from a place on that is or is not set; the end when there is none. */
  long next(long from, boolean set, long end) {
    long at = from;
    long skipped = set ? 0 : -1;
    while (at < end) {
      if ((at & 63) == 0 && bits[(int) (at >> 6)] == skipped) {
        at += 64;
      } else if (get(at) == set) {
        return at;
      } else {
        at++;
      }
    }
    return end;
  }
}
