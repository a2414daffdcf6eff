package io.granary.deletion.backup;

import java.io.ByteArrayOutputStream;

/** Numbers one after another, their lowest byte first. */
final class LittleEndian {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  LittleEndian u16(int value) {
    return number(value, 2);
  }

  LittleEndian u32(long value) {
    return number(value, 4);
  }

  LittleEndian u64(long value) {
    return number(value, 8);
  }

  LittleEndian bytes(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  int size() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private LittleEndian number(long value, int length) {
    for (int shift = 0; shift < length * Byte.SIZE; shift += Byte.SIZE) {
      bytes.write((int) (value >>> shift) & 0xFF);
    }
    return this;
  }
}
