package io.granary.formats.archives;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/** Writes ZIPs byte by byte, so that anything about them can be odd, or wrong. */
final class ZipBytes {
  static final Charset CP437 = Charset.forName("IBM437");

  private final List<ZipEntryBytes> entries = new ArrayList<>();
  private byte[] prefix = {};
  private byte[] comment = {};
  private boolean hasZip64End;

  ZipEntryBytes add(byte[] name, byte[] content) {
    var entry = new ZipEntryBytes(name, content);
    entries.add(entry);
    return entry;
  }

  /** Adds a file whose name is UTF-8 and says so. */
  ZipEntryBytes add(String name, byte[] content) {
    ZipEntryBytes entry = add(name.getBytes(StandardCharsets.UTF_8), content);
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
    for (ZipEntryBytes entry : entries) {
      entry.offset = entry.offset < 0 ? out.size() : entry.offset;
      byte[] data = entry.method == 8 ? deflate(entry.data) : entry.data;
      entry.compressed = entry.compressed < 0 ? data.length : entry.compressed;
      out.writeBytes(ZipEntryBytes.local(entry));
      out.writeBytes(data);
      if (entry.hasDescriptor) {
        out.writeBytes(ZipEntryBytes.trailer(entry));
      }
    }
    long start = out.size();
    entries.forEach(entry -> out.writeBytes(ZipEntryBytes.central(entry)));
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

  /** The end record of ZIP64 and its locator. */
  static byte[] zip64End(long start, long length, long count) {
    return ZipEntryBytes.all(
        ZipEntryBytes.buffer(76)
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
    return ZipEntryBytes.all(
        ZipEntryBytes.buffer(22 + comment.length)
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
