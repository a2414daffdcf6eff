package io.granary.media;

/** GIF: blocks to the trailer (GIF89a specification). */
final class Gif {
  private static final int IMAGE = 0x2C;
  private static final int EXTENSION = 0x21;
  private static final int TRAILER = 0x3B;

  private Gif() {}

  static ImageFacts inspect(byte[] file, boolean whole) {
    Bytes bytes = Bytes.littleEndian(file);
    int width = bytes.u16(6);
    int height = bytes.u16(8);
    long at = 13L + palette(bytes.u8(10));
    int frames = 0;
    while (true) {
      // Readers take a file without trailer, as long as it ends after a block.
      if (at >= file.length) {
        break;
      }
      int block = bytes.u8(at);
      if (block == TRAILER) {
        break;
      }
      if (!whole && at + 16 > file.length) {
        break;
      }
      switch (block) {
        case IMAGE -> {
          long data = at + 11 + palette(bytes.u8(at + 9));
          if (frames > 0 && !whole && data >= file.length) {
            return facts(width, height, frames);
          }
          frames++;
          at = afterSubBlocks(bytes, data, whole);
        }
        case EXTENSION -> at = afterSubBlocks(bytes, at + 2, whole);
        case 0 -> at++;
        default ->
            throw new CorruptImageException("it has an unknown block 0x%02x".formatted(block));
      }
    }
    if (frames == 0) {
      throw new CorruptImageException("it has no frame");
    }
    return facts(width, height, frames);
  }

  private static ImageFacts facts(int width, int height, int frames) {
    return new ImageFacts(ImageFormat.GIF, width, height, 1, frames);
  }

  private static int palette(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  private static long afterSubBlocks(Bytes bytes, long at, boolean whole) {
    long place = at;
    while (whole || place < bytes.length()) {
      int length = bytes.u8(place);
      place += length + 1L;
      if (length == 0) {
        break;
      }
    }
    return place;
  }
}
