package io.granary.ingest;

import java.awt.Color;

/** Colours that neighbours in a list can be told apart by. */
final class Colors {
  /** The golden angle as a share of the circle: places far apart, however many there are. */
  private static final float STEP = 0.381966f;

  private Colors() {}

  /** The colour of the class at a place, such as {@code #e6194b}. */
  static String of(int place) {
    int rgb = Color.HSBtoRGB(place * STEP, 0.75f, 0.9f) & 0xFFFFFF;
    return "#%06x".formatted(rgb);
  }
}
