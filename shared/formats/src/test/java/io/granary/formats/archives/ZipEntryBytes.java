package io.granary.formats.archives;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** What is said of an entry in the directory; the local header says the same where it can. */
final class ZipEntryBytes {
  byte[] name;
  byte[] data;
  byte[] extra = {};
  int method = 8;
  int flags;
  int madeBy = 20;
  int attributes;
  boolean hasDescriptor;
  boolean isZip64;
  long crc;
  long size;
  long compressed;
  long offset = -1;

  ZipEntryBytes(byte[] name, byte[] content) {
    this.name = name;
    this.data = content;
    var checksum = new CRC32();
    checksum.update(content);
    this.crc = checksum.getValue();
    this.size = content.length;
    this.compressed = -1;
  }

  ZipEntryBytes stored() {
    method = 0;
    return this;
  }

  ZipEntryBytes descriptor() {
    hasDescriptor = true;
    return this;
  }

  ZipEntryBytes zip64() {
    isZip64 = true;
    return this;
  }

  ZipEntryBytes unix(int mode) {
    madeBy = 3 << 8 | 20;
    attributes = mode << 16;
    return this;
  }

  ZipEntryBytes encrypted() {
    flags |= 1;
    return this;
  }

  ZipEntryBytes size(long declared) {
    size = declared;
    return this;
  }

  ZipEntryBytes compressed(long declared) {
    compressed = declared;
    return this;
  }

  ZipEntryBytes at(long declared) {
    offset = declared;
    return this;
  }

  /** Info-ZIP's field with the name in UTF-8 beside one in another encoding. */
  ZipEntryBytes unicode(String real) {
    var checksum = new CRC32();
    checksum.update(name);
    byte[] utf8 = real.getBytes(StandardCharsets.UTF_8);
    extra =
        all(
            buffer(9 + utf8.length)
                .putShort((short) 0x7075)
                .putShort((short) (5 + utf8.length))
                .put((byte) 1)
                .putInt((int) checksum.getValue())
                .put(utf8));
    return this;
  }

  static byte[] all(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.flip().limit()];
    buffer.get(bytes);
    return bytes;
  }

  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] local(ZipEntryBytes entry) {
    boolean isLater = entry.hasDescriptor;
    byte[] zip64 = entry.isZip64 && !isLater ? zip64(entry.size, entry.compressed) : new byte[0];
    return all(
        buffer(30 + entry.name.length + entry.extra.length + zip64.length)
            .putInt(0x04034b50)
            .putShort((short) (entry.isZip64 ? 45 : 20))
            .putShort((short) (entry.flags | (isLater ? 8 : 0)))
            .putShort((short) entry.method)
            .putInt(0x58210000)
            .putInt(isLater ? 0 : (int) entry.crc)
            .putInt(isLater ? 0 : entry.isZip64 ? -1 : (int) entry.compressed)
            .putInt(isLater ? 0 : entry.isZip64 ? -1 : (int) entry.size)
            .putShort((short) entry.name.length)
            .putShort((short) (entry.extra.length + zip64.length))
            .put(entry.name)
            .put(entry.extra)
            .put(zip64));
  }

  static byte[] trailer(ZipEntryBytes entry) {
    ByteBuffer bytes = buffer(entry.isZip64 ? 24 : 16).putInt(0x08074b50).putInt((int) entry.crc);
    if (entry.isZip64) {
      bytes.putLong(entry.compressed).putLong(entry.size);
    } else {
      bytes.putInt((int) entry.compressed).putInt((int) entry.size);
    }
    return all(bytes);
  }

  private static byte[] zip64(long... values) {
    ByteBuffer bytes =
        buffer(4 + 8 * values.length).putShort((short) 1).putShort((short) (8 * values.length));
    for (long value : values) {
      bytes.putLong(value);
    }
    return all(bytes);
  }

  static byte[] central(ZipEntryBytes entry) {
    byte[] zip64 = entry.isZip64 ? zip64(entry.size, entry.compressed, entry.offset) : new byte[0];
    return all(
        buffer(46 + entry.name.length + entry.extra.length + zip64.length)
            .putInt(0x02014b50)
            .putShort((short) entry.madeBy)
            .putShort((short) (entry.isZip64 ? 45 : 20))
            .putShort((short) (entry.flags | (entry.hasDescriptor ? 8 : 0)))
            .putShort((short) entry.method)
            .putInt(0x58210000)
            .putInt((int) entry.crc)
            .putInt(entry.isZip64 ? -1 : (int) entry.compressed)
            .putInt(entry.isZip64 ? -1 : (int) entry.size)
            .putShort((short) entry.name.length)
            .putShort((short) (entry.extra.length + zip64.length))
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putInt(entry.attributes)
            .putInt(entry.isZip64 ? -1 : (int) entry.offset)
            .put(entry.name)
            .put(entry.extra)
            .put(zip64));
  }
}
