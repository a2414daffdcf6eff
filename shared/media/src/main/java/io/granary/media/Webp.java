package io.granary.media;

import java.util.Arrays;

/** WebP: the RIFF chunks (RFC 9649). */
final class Webp {
  private static final int VP8 = 0x20385056;
  private static final int VP8L = 0x4C385056;
  private static final int VP8X = 0x58385056;
  private static final int ANMF = 0x464D4E41;
  private static final int EXIF = 0x46495845;

  private Webp() {}

  static ImageFacts inspect(byte[] file, boolean whole) {
    Bytes bytes = Bytes.littleEndian(file);
    long end = 8 + bytes.u32(4);
    if (whole && end > file.length) {
      throw new CorruptImageException(
          "it is cut off: %d of %d bytes are there".formatted(file.length, end));
    }
    int width = 0;
    int height = 0;
    int orientation = 1;
    int frames = 0;
    boolean pixels = false;
    long at = 12;
    while (at + 8 <= Math.min(end, file.length)) {
      int type = bytes.i32(at);
      int length = bytes.size(at + 4);
      long content = at + 8;
      if (whole && content + length > file.length) {
        throw new CorruptImageException("it is cut off within a chunk");
      }
      switch (type) {
        case VP8X -> {
          width = (bytes.i32(content + 4) & 0xFFFFFF) + 1;
          height = (bytes.u16(content + 7) | bytes.u8(content + 9) << 16) + 1;
        }
        case VP8 -> {
          pixels = true;
          if (width == 0) {
            if (bytes.u8(content + 3) != 0x9D || bytes.u16(content + 4) != 0x2A01) {
              throw new CorruptImageException("its frame does not begin with a key frame");
            }
            width = bytes.u16(content + 6) & 0x3FFF;
            height = bytes.u16(content + 8) & 0x3FFF;
          }
        }
        case VP8L -> {
          pixels = true;
          if (width == 0) {
            if (bytes.u8(content) != 0x2F) {
              throw new CorruptImageException("its lossless frame has no signature");
            }
            int bits = bytes.i32(content + 1);
            width = (bits & 0x3FFF) + 1;
            height = (bits >>> 14 & 0x3FFF) + 1;
          }
        }
        case ANMF -> {
          pixels = true;
          frames++;
        }
        case EXIF -> {
          if (content + length <= file.length) {
            orientation =
                Tiff.orientation(Arrays.copyOfRange(file, (int) content, (int) content + length));
          }
        }
        default -> {}
      }
      at = content + length + (length & 1);
    }
    if (whole && !pixels) {
      throw new CorruptImageException("it has no pixels");
    }
    return new ImageFacts(ImageFormat.WEBP, width, height, orientation, Math.max(1, frames));
  }
}
