package io.granary.formats.masks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** A picture whose pixels are labels: a byte a pixel, or two when there are more than 256. */
public final class LabelImage {
  static final int MOST_LABELS = 1 << 16;

  private final int width;
  private final int height;
  private final byte[] low;
  private byte[] high = {};
  private final List<Label> labels = new ArrayList<>();
  private final Map<Label, Integer> places = new HashMap<>();
  private Label last = new Label(0, 0);
  private int lastPlace = -1;

  /**
   * What a pixel says.
   *
   * @param number as it is stored; {@link #NONE} where only a colour is
   * @param color 0xRRGGBB; {@link #NONE} where only a number is
   */
  public record Label(int number, int color) {
    public static final int NONE = -1;
  }

  LabelImage(int width, int height) {
    this.width = width;
    this.height = height;
    this.low = new byte[Math.multiplyExact(width, height)];
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The labels that occur; pixels name them by place. */
  public List<Label> labels() {
    return Collections.unmodifiableList(labels);
  }

  /** Whether every label has a colour, and one that is known. */
  public boolean hasColors(IntPredicate isKnown) {
    return labels.stream()
        .allMatch(label -> label.color() != Label.NONE && isKnown.test(label.color()));
  }

  /** The place of a pixel's label. */
  public int at(int x, int y) {
    int at = y * width + x;
    return low[at] & 0xFF | (high.length == 0 ? 0 : (high[at] & 0xFF) << 8);
  }

  void set(int x, int y, int number, int color) throws MaskException {
    if (lastPlace < 0 || last.number != number || last.color != color) {
      last = new Label(number, color);
      Integer place = places.putIfAbsent(last, labels.size());
      if (place == null) {
        if (labels.size() == MOST_LABELS) {
          throw new MaskException("More than %d colours".formatted(MOST_LABELS));
        }
        labels.add(last);
      }
      lastPlace = place == null ? labels.size() - 1 : place;
    }
    int at = y * width + x;
    low[at] = (byte) lastPlace;
    if (lastPlace > 0xFF && high.length == 0) {
      high = new byte[low.length];
    }
    if (high.length > 0) {
      high[at] = (byte) (lastPlace >> 8);
    }
  }
}
