package io.granary.media;

/** Reads numbers out of a file's bytes; what lies behind their end makes the picture corrupt. */
final class Bytes {
  private final byte[] bytes;
  private final boolean littleEndian;

  private Bytes(byte[] bytes, boolean littleEndian) {
    this.bytes = bytes;
    this.littleEndian = littleEndian;
  }

  static Bytes bigEndian(byte[] bytes) {
    return new Bytes(bytes, false);
  }

  static Bytes littleEndian(byte[] bytes) {
    return new Bytes(bytes, true);
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  int u8(long at) {
    if (at < 0 || at >= bytes.length) {
      throw new CorruptImageException("The picture is cut off at byte %d".formatted(bytes.length));
    }
    return bytes[(int) at] & 0xFF;
  }

  int u16(long at) {
    return littleEndian ? u8(at) | u8(at + 1) << 8 : u8(at) << 8 | u8(at + 1);
  }

  long u32(long at) {
    return littleEndian ? u16(at) | (long) u16(at + 2) << 16 : (long) u16(at) << 16 | u16(at + 2);
  }

  int i32(long at) {
    return (int) u32(at);
  }

  /** A size that must be representable. */
  int size(long at) {
    long value = u32(at);
    if (value > Integer.MAX_VALUE) {
      throw new CorruptImageException("The picture declares an impossible size");
    }
    return (int) value;
  }
}
