package io.granary.media;

import java.util.Arrays;

/** TIFF 6.0: directories and where their pixels lie; EXIF is the same structure. */
final class Tiff {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int STRIP_OFFSETS = 273;
  private static final int ORIENTATION = 274;
  private static final int STRIP_COUNTS = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_COUNTS = 325;
  private static final int MAX_FRAMES = 10_000;
  private static final int ENTRY = 12;

  private final Bytes bytes;

  private Tiff(byte[] file) {
    this.bytes =
        file.length > 1 && file[0] == 'I' ? Bytes.littleEndian(file) : Bytes.bigEndian(file);
  }

  static ImageFacts inspect(byte[] file, boolean whole) {
    var tiff = new Tiff(file);
    long directory = tiff.bytes.u32(4);
    int width = tiff.value(directory, WIDTH, 0);
    int height = tiff.value(directory, HEIGHT, 0);
    if (whole) {
      tiff.requirePixels(directory, STRIP_OFFSETS, STRIP_COUNTS);
      tiff.requirePixels(directory, TILE_OFFSETS, TILE_COUNTS);
    }
    int orientation = tiff.value(directory, ORIENTATION, 1);
    return new ImageFacts(
        ImageFormat.TIFF, width, height, orientation, whole ? tiff.frames(directory) : 1);
  }

  /** The orientation of EXIF data; 1 when there is none or it cannot be read. */
  static int orientation(byte[] exif) {
    try {
      // WebP files carry the JPEG prefix at times.
      int start = exif.length > 6 && exif[0] == 'E' ? 6 : 0;
      byte[] data = start == 0 ? exif : Arrays.copyOfRange(exif, start, exif.length);
      var tiff = new Tiff(data);
      int value = tiff.value(tiff.bytes.u32(4), ORIENTATION, 1);
      return value >= 1 && value <= 8 ? value : 1;
    } catch (CorruptImageException _) {
      return 1;
    }
  }

  private int frames(long first) {
    int frames = 0;
    long directory = first;
    while (directory != 0 && frames < MAX_FRAMES) {
      frames++;
      directory = bytes.u32(directory + 2 + (long) bytes.u16(directory) * ENTRY);
    }
    return frames;
  }

  private int value(long directory, int tag, int otherwise) {
    long entry = entry(directory, tag);
    return entry < 0 ? otherwise : (int) Math.min(Integer.MAX_VALUE, element(entry, 0));
  }

  private long entry(long directory, int tag) {
    int count = bytes.u16(directory);
    for (int i = 0; i < count; i++) {
      long entry = directory + 2 + (long) i * ENTRY;
      if (bytes.u16(entry) == tag) {
        return entry;
      }
    }
    return -1;
  }

  /** One of the values of an entry, which are in it when they fit into four bytes. */
  private long element(long entry, long index) {
    int size = bytes.u16(entry + 2) == 3 ? 2 : 4;
    long count = bytes.u32(entry + 4);
    long at = count * size <= 4 ? entry + 8 : bytes.u32(entry + 8);
    return size == 2 ? bytes.u16(at + index * size) : bytes.u32(at + index * size);
  }

  private void requirePixels(long directory, int offsets, int counts) {
    long offset = entry(directory, offsets);
    long count = entry(directory, counts);
    if (offset < 0 || count < 0) {
      return;
    }
    long pieces = Math.min(bytes.u32(offset + 4), bytes.u32(count + 4));
    for (long i = 0; i < Math.min(pieces, bytes.length()); i++) {
      if (element(offset, i) + element(count, i) > bytes.length()) {
        throw new CorruptImageException("it is cut off: pixels lie behind its end");
      }
    }
  }
}
