package io.granary.formats.voc;

/**
 * The colours of VOC: the bits of a number spread over red, green and blue from the highest down
 * (VOCdevkit, VOClabelcolormap). Every colour is that of one number.
 */
final class VocColors {
  /** Pixels of no object, as a number. */
  static final int BACKGROUND = 0;

  /** Pixels that nobody decided on, as a number; its colour is 224, 224, 192. */
  static final int VOID = 255;

  private VocColors() {}

  /** The colour of a number, 0xRRGGBB. */
  static int color(int number) {
    int color = 0;
    for (int bit = 0; bit < 8; bit++) {
      int three = number >> 3 * bit;
      int place = 7 - bit;
      color |=
          (three & 1) << place + 16 | (three >> 1 & 1) << place + 8 | (three >> 2 & 1) << place;
    }
    return color;
  }

  /** The number that has a colour. */
  static int number(int color) {
    int number = 0;
    for (int bit = 0; bit < 8; bit++) {
      int place = 7 - bit;
      int three =
          color >> place + 16 & 1 | (color >> place + 8 & 1) << 1 | (color >> place & 1) << 2;
      number |= three << 3 * bit;
    }
    return number;
  }
}
