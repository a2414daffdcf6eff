package io.granary.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** PNG: chunks with their checksums, and the pixels' stream inflated to its end (W3C PNG 3). */
final class Png {
  private static final int FIRST_CHUNK = 8;
  private static final int CHUNK_OVERHEAD = 12;

  private final byte[] file;
  private final Bytes bytes;
  private final Inflater inflater = new Inflater();
  private int width;
  private int height;
  private int orientation = 1;
  private int frames = 1;
  private long needed;
  private long inflated;
  private boolean ended;

  private Png(byte[] file) {
    this.file = file;
    this.bytes = Bytes.bigEndian(file);
  }

  static ImageFacts inspect(byte[] file, boolean whole) {
    var png = new Png(file);
    try {
      png.chunks(whole);
    } finally {
      png.inflater.end();
    }
    return png.facts();
  }

  private ImageFacts facts() {
    return new ImageFacts(ImageFormat.PNG, width, height, orientation, frames);
  }

  private void chunks(boolean whole) {
    int at = FIRST_CHUNK;
    header(at);
    while (!ended) {
      if (at + CHUNK_OVERHEAD > file.length && !whole) {
        return;
      }
      int length = bytes.size(at);
      String type =
          new String(
              new byte[] {
                (byte) bytes.u8(at + 4),
                (byte) bytes.u8(at + 5),
                (byte) bytes.u8(at + 6),
                (byte) bytes.u8(at + 7)
              },
              StandardCharsets.ISO_8859_1);
      int content = at + 8;
      if ((long) content + length + 4 > file.length) {
        if (!whole) {
          return;
        }
        throw new CorruptImageException("it is cut off within a chunk " + type);
      }
      chunk(type, content, length);
      at = content + length + 4;
    }
    if (inflated < needed) {
      throw new CorruptImageException(
          "its pixels end after %d of %d bytes".formatted(inflated, needed));
    }
  }

  private void header(int at) {
    if (bytes.u32(at) != 13 || bytes.u32(at + 4) != 0x49484452L) {
      throw new CorruptImageException("it does not begin with its header");
    }
    width = bytes.size(at + 8);
    height = bytes.size(at + 12);
    int depth = bytes.u8(at + 16);
    int channels =
        switch (bytes.u8(at + 17)) {
          case 0, 3 -> 1;
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> throw new CorruptImageException("its colour type is unknown");
        };
    if (bytes.u8(at + 18) != 0) {
      throw new CorruptImageException("its compression method is unknown");
    }
    // Refuses too many pixels before any is inflated.
    facts();
    boolean interlaced = bytes.u8(at + 20) != 0;
    // The rows of an interlaced picture add up differently; their bits alone are a lower bound.
    long row = ((long) width * depth * channels + 7) / 8 + 1;
    needed = interlaced ? (long) width * height * depth * channels / 8 : row * height;
  }

  private void chunk(String type, int content, int length) {
    boolean critical = Character.isUpperCase(type.charAt(0));
    if (critical && !isChecked(content, length)) {
      throw new CorruptImageException("the checksum of a chunk %s is wrong".formatted(type));
    }
    switch (type) {
      case "IDAT" -> inflate(content, length);
      case "acTL" -> frames = length >= 8 ? Math.max(1, bytes.size(content)) : 1;
      case "eXIf" ->
          orientation = Tiff.orientation(Arrays.copyOfRange(file, content, content + length));
      case "iCCP" -> profile(content, content + length);
      case "IEND" -> ended = true;
      default -> {}
    }
  }

  /** Decoders refuse a profile that is compressed in a way they do not know. */
  private void profile(int content, int end) {
    int at = content;
    while (at < end && file[at] != 0) {
      at++;
    }
    if (at + 1 < end && file[at + 1] != 0) {
      throw new CorruptImageException("its colour profile has an unknown compression method");
    }
  }

  private boolean isChecked(int content, int length) {
    var crc = new CRC32();
    crc.update(file, content - 4, length + 4);
    return crc.getValue() == bytes.u32(content + (long) length);
  }

  private void inflate(int content, int length) {
    if (inflated >= needed || inflater.finished()) {
      return;
    }
    inflater.setInput(file, content, length);
    byte[] sink = new byte[32 << 10];
    try {
      while (inflated < needed) {
        int count = inflater.inflate(sink);
        if (count == 0) {
          return;
        }
        inflated += count;
      }
    } catch (DataFormatException e) {
      throw new CorruptImageException(
          "its pixels cannot be inflated: %s".formatted(e.getMessage()));
    }
  }
}
