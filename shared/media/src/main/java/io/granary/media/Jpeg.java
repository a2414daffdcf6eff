package io.granary.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JPEG: markers, the frame header, EXIF, and the end mark (ITU T.81, annex B). */
final class Jpeg {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP1 = 0xE1;

  private Jpeg() {}

  static ImageFacts inspect(byte[] file, boolean whole) {
    Bytes bytes = Bytes.bigEndian(file);
    int width = 0;
    int height = 0;
    int orientation = 1;
    int at = 2;
    while (true) {
      // Bytes between segments are passed over, as decoders do.
      while (bytes.u8(at) != 0xFF) {
        at++;
      }
      while (bytes.u8(at) == 0xFF) {
        at++;
      }
      int marker = bytes.u8(at++);
      if (marker == SOS) {
        break;
      }
      if (marker == EOI) {
        throw new CorruptImageException("it ends before its pixels");
      }
      if (marker == 0 || marker == 1 || marker >= 0xD0 && marker <= SOI) {
        continue;
      }
      int length = bytes.u16(at);
      if (isFrame(marker)) {
        height = bytes.u16(at + 3);
        width = bytes.u16(at + 5);
      } else if (marker == APP1 && orientation == 1) {
        orientation = orientation(file, at + 2, at + length);
      }
      at += Math.max(2, length);
    }
    if (whole) {
      requireEnd(file, at);
    }
    return new ImageFacts(ImageFormat.JPEG, width, height, orientation, 1);
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int orientation(byte[] file, int from, int to) {
    int start = from + EXIF.length;
    if (to > file.length
        || start >= to
        || !Arrays.equals(file, from, start, EXIF, 0, EXIF.length)) {
      return 1;
    }
    return Tiff.orientation(Arrays.copyOfRange(file, start, to));
  }

  /** Within the pixels a marker is 0xFF and anything but zero; restarts go on. */
  private static void requireEnd(byte[] file, int from) {
    for (int at = from; at + 1 < file.length; at++) {
      if (file[at] == (byte) 0xFF && (file[at + 1] & 0xFF) == EOI) {
        return;
      }
    }
    throw new CorruptImageException("it is cut off: there is no end mark");
  }
}
