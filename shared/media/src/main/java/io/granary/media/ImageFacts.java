package io.granary.media;

/**
 * What the header of a picture says.
 *
 * @param storedWidth pixels as stored, before the orientation is applied
 * @param storedHeight pixels as stored
 * @param orientation EXIF orientation, 1 to 8; 1 when there is none (EXIF 2.32, tag 0x0112)
 * @param frames pictures in the file
 */
public record ImageFacts(
    ImageFormat format, int storedWidth, int storedHeight, int orientation, int frames) {
  private static final long MAX_PIXELS = 100_000_000;
  private static final int MAX_SIDE = 65_535;

  public ImageFacts {
    if (storedWidth <= 0 || storedHeight <= 0) {
      throw new CorruptImageException(
          "The picture declares %d x %d pixels".formatted(storedWidth, storedHeight));
    }
    if (storedWidth > MAX_SIDE
        || storedHeight > MAX_SIDE
        || (long) storedWidth * storedHeight > MAX_PIXELS) {
      throw new ImageTooLargeException(
          "The picture has %d x %d pixels, more than 100 megapixels or 65,535 a side"
              .formatted(storedWidth, storedHeight));
    }
    if (orientation < 1 || orientation > 8) {
      orientation = 1;
    }
  }

  /** Whether the picture is shown with its sides exchanged. */
  public boolean isTurned() {
    return orientation >= 5;
  }

  /** Upright width in pixels. */
  public int width() {
    return isTurned() ? storedHeight : storedWidth;
  }

  /** Upright height in pixels. */
  public int height() {
    return isTurned() ? storedWidth : storedHeight;
  }
}
