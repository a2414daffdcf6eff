package io.granary.media;

import java.util.Set;

/** BMP: the header, and whether all rows of an uncompressed picture are there (Windows DIB). */
final class Bmp {
  private static final int FILE_HEADER = 14;
  private static final int CORE_HEADER = 12;
  private static final Set<Integer> DEPTHS = Set.of(1, 2, 4, 8, 16, 24, 32);

  private Bmp() {}

  static ImageFacts inspect(byte[] file, boolean whole) {
    Bytes bytes = Bytes.littleEndian(file);
    int header = bytes.size(FILE_HEADER);
    boolean core = header == CORE_HEADER;
    if (!core && (header < 16 || header > 256)) {
      throw new CorruptImageException("its header has %d bytes".formatted(header));
    }
    int width = core ? bytes.u16(18) : bytes.i32(18);
    // A negative height says that the rows run from the top.
    int height =
        core ? bytes.u16(20) : (int) Math.min(Integer.MAX_VALUE, Math.abs((long) bytes.i32(22)));
    int depth = bytes.u16(core ? 24 : 28);
    int compression = header >= 40 ? bytes.size(30) : 0;
    int colors = header >= 40 ? bytes.size(46) : 0;
    if (!DEPTHS.contains(depth) && compression < 4) {
      throw new CorruptImageException("it declares %d bits a pixel".formatted(depth));
    }
    if (depth <= 8 && colors > 1 << 8) {
      throw new CorruptImageException("its palette declares %d colours".formatted(colors));
    }
    var facts = new ImageFacts(ImageFormat.BMP, width, height, 1, 1);
    if (whole && (compression == 0 || compression == 3)) {
      long row = ((long) width * depth + 31) / 32 * 4;
      long needed = bytes.u32(10) + row * height;
      if (needed > file.length) {
        throw new CorruptImageException(
            "it is cut off: %d of %d bytes are there".formatted(file.length, needed));
      }
    }
    return facts;
  }
}
