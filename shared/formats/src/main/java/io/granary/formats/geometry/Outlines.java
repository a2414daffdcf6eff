package io.granary.formats.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Walks around the pixels of a mask. The outline follows the edges of pixels, so that filling it
 * gives the mask again; a hole is joined to what is around it by a line there and back. Memory is
 * some 40 bytes for each edge between a pixel that is set and one that is not.
 */
public final class Outlines {
  private final Bitmap bitmap;
  private long[] starts = new long[64];
  private long[] ends = new long[64];
  private int[] next = new int[0];
  private int size;

  private Outlines(Bitmap bitmap) {
    this.bitmap = bitmap;
  }

  /** The outline of a mask; without parts when the mask is empty. */
  public static Polygon of(Rle mask) {
    var outlines = new Outlines(mask.bitmap());
    outlines.collect();
    outlines.link();
    return new Polygon(outlines.trace());
  }

  /** Every edge, with the pixel on its right. */
  private void collect() {
    for (int x = 0; x < bitmap.width(); x++) {
      for (int y = 0; y < bitmap.height(); y++) {
        if (bitmap.get(x, y)) {
          edge(x, y - 1, corner(x, y), corner(x + 1, y));
          edge(x + 1, y, corner(x + 1, y), corner(x + 1, y + 1));
          edge(x, y + 1, corner(x + 1, y + 1), corner(x, y + 1));
          edge(x - 1, y, corner(x, y + 1), corner(x, y));
        }
      }
    }
  }

  private void edge(int besideX, int besideY, long start, long end) {
    if (isSet(besideX, besideY)) {
      return;
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  /** Finds for each edge the one that goes on; where two do, the one that turns right. */
  private void link() {
    Edges sorted = new Edges(starts, size);
    next = new int[size];
    for (int i = 0; i < size; i++) {
      int first = sorted.first(ends[i]);
      int second = sorted.second(ends[i]);
      next[i] = second < 0 || turn(i, first) > 0 ? first : second;
    }
  }

  private long turn(int edge, int following) {
    long dx = x(ends[edge]) - x(starts[edge]);
    long dy = y(ends[edge]) - y(starts[edge]);
    return dx * (y(ends[following]) - y(starts[following]))
        - dy * (x(ends[following]) - x(starts[following]));
  }

  private List<List<Point>> trace() {
    List<Integer> outer = new ArrayList<>();
    List<Integer> holes = new ArrayList<>();
    var seen = new BitSet(size);
    int edges = size;
    for (int i = 0; i < edges; i++) {
      if (!seen.get(i)) {
        long area = 0;
        int leftmost = -1;
        for (int at = i; !seen.get(at); at = next[at]) {
          seen.set(at);
          area += x(starts[at]) * y(ends[at]) - x(ends[at]) * y(starts[at]);
          boolean isDown = y(ends[at]) > y(starts[at]);
          if (isDown && (leftmost < 0 || x(starts[at]) < x(starts[leftmost]))) {
            leftmost = at;
          }
        }
        if (area > 0) {
          outer.add(i);
        } else {
          holes.add(leftmost);
        }
      }
    }
    var sorted = new Edges(starts, edges);
    makeRoom(2 * holes.size());
    holes.forEach(hole -> join(hole, sorted));
    return outer.stream().map(this::corners).toList();
  }

  /** Joins a hole, by the lower end of its leftmost edge, to the edge to the left of that. */
  private void join(int hole, Edges sorted) {
    int row = (int) y(starts[hole]);
    int left = (int) x(starts[hole]);
    while (isSet(left - 1, row)) {
      left--;
    }
    int edge = sorted.first(corner(left, row + 1));
    if (ends[edge] != corner(left, row)) {
      edge = sorted.second(corner(left, row + 1));
    }
    int begin = next[hole];
    int back = node(ends[hole]);
    int again = node(starts[edge]);
    next[hole] = back;
    next[back] = again;
    next[again] = next[edge];
    next[edge] = begin;
  }

  private void makeRoom(int nodes) {
    starts = Arrays.copyOf(starts, size + nodes);
    next = Arrays.copyOf(next, size + nodes);
  }

  private int node(long corner) {
    starts[size] = corner;
    return size++;
  }

  /** The corners of an outline where it turns. */
  private List<Point> corners(int first) {
    List<Point> corners = new ArrayList<>();
    int before = first;
    int at = next[first];
    int begun = at;
    do {
      int after = next[at];
      if (!isStraight(starts[before], starts[at], starts[after])) {
        corners.add(new Point(x(starts[at]), y(starts[at])));
      }
      before = at;
      at = after;
    } while (at != begun);
    return corners;
  }

  private static boolean isStraight(long a, long b, long c) {
    return Long.signum(x(b) - x(a)) == Long.signum(x(c) - x(b))
        && Long.signum(y(b) - y(a)) == Long.signum(y(c) - y(b));
  }

  private boolean isSet(int x, int y) {
    return x >= 0 && y >= 0 && x < bitmap.width() && y < bitmap.height() && bitmap.get(x, y);
  }

  private static long corner(int x, int y) {
    return (long) x << 32 | y;
  }

  private static long x(long corner) {
    return corner >> 32;
  }

  private static long y(long corner) {
    return (int) corner;
  }

  /** Edges by the corner where they start, of which no corner has more than two. */
  private static final class Edges {
    private final long[] corners;
    private final Integer[] order;

    Edges(long[] starts, int size) {
      this.order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Long.compare(starts[a], starts[b]));
      this.corners = new long[size];
      Arrays.setAll(corners, i -> starts[order[i]]);
    }

    int first(long corner) {
      int place = Arrays.binarySearch(corners, corner);
      return order[place > 0 && corners[place - 1] == corner ? place - 1 : place];
    }

    /** -1 when there is only one. */
    int second(long corner) {
      int place = Arrays.binarySearch(corners, corner);
      if (place + 1 < corners.length && corners[place + 1] == corner) {
        return order[place + 1];
      }
      return place > 0 && corners[place - 1] == corner ? order[place] : -1;
    }
  }
}
