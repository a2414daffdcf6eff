package io.granary.formats.masks;

import io.granary.formats.geometry.Rle;
import java.util.Arrays;
import java.util.Optional;

/** The masks of all labels of a picture in one pass, as runs down the columns. */
public final class LabelRuns {
  private static final int MOST_RUNS = 8 << 20;

  private final LabelImage image;
  private final long[][] counts;
  private final int[] sizes;
  private final long[] ends;
  private int runs;

  private LabelRuns(LabelImage image) {
    this.image = image;
    this.counts = new long[image.labels().size()][];
    this.sizes = new int[counts.length];
    this.ends = new long[counts.length];
  }

  /** Finds the pixels of every label. */
  public static LabelRuns of(LabelImage image) throws MaskException {
    var runs = new LabelRuns(image);
    long at = 0;
    long start = 0;
    int label = image.at(0, 0);
    for (int x = 0; x < image.width(); x++) {
      for (int y = 0; y < image.height(); y++, at++) {
        int next = image.at(x, y);
        if (next != label) {
          runs.add(label, start, at);
          label = next;
          start = at;
        }
      }
    }
    runs.add(label, start, at);
    return runs;
  }

  /** The mask of a label. */
  public Rle mask(int label) {
    long[] own = Arrays.copyOf(counts[label], sizes[label]);
    long total = (long) image.width() * image.height();
    if (ends[label] < total) {
      own = Arrays.copyOf(own, own.length + 1);
      own[own.length - 1] = total - ends[label];
    }
    Optional<Rle> mask = Rle.of(image.height(), image.width(), own);
    return mask.orElseThrow();
  }

  private void add(int label, long start, long end) throws MaskException {
    if (++runs > MOST_RUNS) {
      throw new MaskException("More than %d runs of pixels".formatted(MOST_RUNS));
    }
    int size = sizes[label];
    long[] own = counts[label];
    if (own == null) {
      own = new long[2];
    } else if (size + 2 > own.length) {
      own = Arrays.copyOf(own, size * 2);
    }
    own[size] = start - ends[label];
    own[size + 1] = end - start;
    counts[label] = own;
    sizes[label] = size + 2;
    ends[label] = end;
  }
}
