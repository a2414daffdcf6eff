package io.granary.media;

import java.io.IOException;
import java.io.InputStream;

/**
 * Says what a picture is and whether it is whole, from its structure: headers, chunks, checksums
 * and end marks. No pixel is decoded, so a picture costs no more memory than its file.
 */
public final class ImageInspection {
  /** Of a picture too large to be held, this much is looked at. */
  private static final int HEAD = 4 << 20;

  private ImageInspection() {}

  /**
   * Inspects a whole file.
   *
   * @throws CorruptImageException when it cannot be decoded
   * @throws ImageTooLargeException when it has too many pixels
   */
  public static ImageFacts inspect(byte[] file) {
    return facts(file, true);
  }

  /**
   * Inspects the head of a file that streams through; whether its end is there is not known.
   *
   * @param size the file's size in bytes
   */
  public static ImageFacts inspect(InputStream file, long size) throws IOException {
    byte[] head = file.readNBytes(HEAD);
    return facts(head, head.length == size);
  }

  private static ImageFacts facts(byte[] file, boolean whole) {
    ImageFormat format =
        ImageFormat.of(file)
            .orElseThrow(() -> new CorruptImageException("The content is no picture that is read"));
    try {
      return switch (format) {
        case JPEG -> Jpeg.inspect(file, whole);
        case PNG -> Png.inspect(file, whole);
        case GIF -> Gif.inspect(file, whole);
        case BMP -> Bmp.inspect(file, whole);
        case WEBP -> Webp.inspect(file, whole);
        case TIFF -> Tiff.inspect(file, whole);
      };
    } catch (CorruptImageException e) {
      throw new CorruptImageException("%s: %s".formatted(format, e.getMessage()));
    }
  }
}
