package io.granary.formats.archives;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes ZIPs byte by byte, so that anything about them can be odd, or wrong. */
final class ZipBytes {
  static final Charset CP437 = Charset.forName("IBM437");

  /** What is said of an entry in the directory; the local header says the same where it can. */
  static final class Entry {
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

    private Entry(byte[] name, byte[] content) {
      this.name = name;
      this.data = content;
      var checksum = new CRC32();
      checksum.update(content);
      this.crc = checksum.getValue();
      this.size = content.length;
      this.compressed = -1;
    }

    Entry stored() {
      method = 0;
      return this;
    }

    Entry descriptor() {
      hasDescriptor = true;
      return this;
    }

    Entry zip64() {
      isZip64 = true;
      return this;
    }

    Entry unix(int mode) {
      madeBy = 3 << 8 | 20;
      attributes = mode << 16;
      return this;
    }

    Entry encrypted() {
      flags |= 1;
      return this;
    }

    Entry size(long declared) {
      size = declared;
      return this;
    }

    Entry compressed(long declared) {
      compressed = declared;
      return this;
    }

    Entry at(long declared) {
      offset = declared;
      return this;
    }

    /** Info-ZIP's field with the name in UTF-8 beside one in another encoding. */
    Entry unicode(String real) {
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
  }

  private final List<Entry> entries = new ArrayList<>();
  private byte[] prefix = {};
  private byte[] comment = {};
  private boolean hasZip64End;

  Entry add(byte[] name, byte[] content) {
    var entry = new Entry(name, content);
    entries.add(entry);
    return entry;
  }

  /** Adds a file whose name is UTF-8 and says so. */
  Entry add(String name, byte[] content) {
    Entry entry = add(name.getBytes(StandardCharsets.UTF_8), content);
    entry.flags |= 1 << 11;
    return entry;
  }

  ZipBytes prefix(byte[] bytes) {
    prefix = bytes;
    return this;
  }

  ZipBytes comment(byte[] bytes) {
    comment = bytes;
    return this;
  }

  ZipBytes zip64End() {
    hasZip64End = true;
    return this;
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      entry.offset = entry.offset < 0 ? out.size() : entry.offset;
      byte[] data = entry.method == 8 ? deflate(entry.data) : entry.data;
      entry.compressed = entry.compressed < 0 ? data.length : entry.compressed;
      out.writeBytes(local(entry));
      out.writeBytes(data);
      if (entry.hasDescriptor) {
        out.writeBytes(descriptor(entry));
      }
    }
    long start = out.size();
    entries.forEach(entry -> out.writeBytes(central(entry)));
    long length = out.size() - start;
    if (hasZip64End) {
      out.writeBytes(zip64End(start, length, entries.size()));
    }
    out.writeBytes(end(hasZip64End, start, length, entries.size(), comment));
    return ByteBuffer.allocate(prefix.length + out.size())
        .put(prefix)
        .put(out.toByteArray())
        .array();
  }

  static byte[] deflate(byte[] content) {
    var deflater = new Deflater(9, true);
    deflater.setInput(content);
    deflater.finish();
    var out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static byte[] all(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.flip().limit()];
    buffer.get(bytes);
    return bytes;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] local(Entry entry) {
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

  private static byte[] descriptor(Entry entry) {
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

  static byte[] central(Entry entry) {
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

  /** The end record of ZIP64 and its locator. */
  static byte[] zip64End(long start, long length, long count) {
    return all(
        buffer(76)
            .putInt(0x06064b50)
            .putLong(44)
            .putShort((short) 45)
            .putShort((short) 45)
            .putInt(0)
            .putInt(0)
            .putLong(count)
            .putLong(count)
            .putLong(length)
            .putLong(start)
            .putInt(0x07064b50)
            .putInt(0)
            .putLong(start + length)
            .putInt(1));
  }

  static byte[] end(boolean isZip64, long start, long length, long count, byte[] comment) {
    return all(
        buffer(22 + comment.length)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) (isZip64 ? -1 : count))
            .putShort((short) (isZip64 ? -1 : count))
            .putInt(isZip64 ? -1 : (int) length)
            .putInt(isZip64 ? -1 : (int) start)
            .putShort((short) comment.length)
            .put(comment));
  }
}
