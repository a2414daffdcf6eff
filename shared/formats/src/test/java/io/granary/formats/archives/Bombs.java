package io.granary.formats.archives;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Archives that are made to exhaust their reader. */
final class Bombs {
  static final int MB = 1_000_000;
  static final byte[] SMALL = Reading.bytes("small");

  private Bombs() {}

  static byte[] flat() {
    var zip = new ZipBytes();
    zip.add("small.txt", SMALL);
    zip.add("zeros.bin", new byte[50 * MB]);
    return zip.bytes();
  }

  static byte[] lying(long size) {
    var zip = new ZipBytes();
    zip.add("small.txt", SMALL);
    zip.add("zeros.bin", new byte[50 * MB]).size(size);
    return zip.bytes();
  }

  /** A thousand entries with the same local header. */
  static byte[] shared() {
    var zip = new ZipBytes();
    ZipEntryBytes kernel = zip.add("kernel.bin", new byte[9 * MB]);
    zip.bytes();
    long compressed = kernel.compressed;
    for (int i = 0; i < 1000; i++) {
      zip.add("copy%d.bin".formatted(i), new byte[0])
          .stored()
          .size(9 * MB)
          .compressed(compressed)
          .at(0);
    }
    return zip.bytes();
  }

  /** Fifield: the local header of each entry is quoted within the content of the one before. */
  static byte[] overlapping() {
    var zip = new ZipBytes();
    ZipEntryBytes last = zip.add("last.bin", new byte[9 * MB]);
    zip.bytes();
    for (int i = 1; i <= 100; i++) {
      zip.add("outer%d.bin".formatted(i), new byte[0])
          .stored()
          .size(9 * MB)
          .compressed(last.compressed - i)
          .at(i);
    }
    return zip.bytes();
  }

  static byte[] sized(java.util.function.Consumer<ZipEntryBytes> lie) {
    var zip = new ZipBytes();
    lie.accept(zip.add("a.txt", SMALL));
    zip.add("b.txt", SMALL);
    return zip.bytes();
  }

  static RangeReader many(int count) {
    ZipEntryBytes entry = new ZipBytes().add("0000000.txt", new byte[0]).stored().compressed(0);
    int local = ZipEntryBytes.local(entry).length;
    int central = ZipEntryBytes.central(entry.at(0)).length;
    long start = (long) local * count;
    return new Synthetic()
        .add(start, local, i -> ZipEntryBytes.local(numbered(i)))
        .add((long) central * count, central, i -> ZipEntryBytes.central(numbered(i).at(i * local)))
        .add(ZipBytes.zip64End(start, (long) central * count, count))
        .add(ZipBytes.end(true, start, (long) central * count, count, new byte[0]));
  }

  private static ZipEntryBytes numbered(long i) {
    return new ZipBytes().add("%07d.txt".formatted(i), new byte[0]).stored().compressed(0);
  }

  static byte[] declared(long count, long length) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[200]);
    out.writeBytes(ZipBytes.zip64End(0, length, count));
    out.writeBytes(ZipBytes.end(true, 0, length, count, new byte[0]));
    return out.toByteArray();
  }

  static byte[] zeros(ArchiveKind kind) {
    var tar = new TarBytes(TarBytes.Form.USTAR).add("small.txt", SMALL);
    return TarBytes.as(kind, tar.add("zeros.bin", new byte[150 * MB]).bytes());
  }

  static byte[] behind(ArchiveKind kind) {
    var tar = new TarBytes(TarBytes.Form.USTAR).add("small.txt", SMALL);
    return TarBytes.as(kind, tar.raw(new byte[150 * MB]).bytes());
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A frame of blocks that each say one byte 128 Ki times: 32,768 to 1. */
  static byte[] runs() {
    byte[] header = new TarBytes(TarBytes.Form.USTAR).header(Reading.bytes("a.bin"), '0', 1L << 33);
    byte[] bytes = new byte[6 + 3 + 512 + 4 * 60_000];
    ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0xFD2FB528).put((byte) 0).put((byte) 0x50);
    frame.put((byte) 0).put((byte) (512 << 3 >>> 8)).put((byte) 0).put(header);
    for (int i = 0; i < 60_000; i++) {
      int block = (128 << 10) << 3 | 1 << 1;
      frame.put((byte) block).put((byte) (block >>> 8)).put((byte) (block >>> 16)).put((byte) 0);
    }
    return bytes;
  }

  static byte[] window(byte descriptor) {
    return little(100).putInt(0xFD2FB528).put((byte) 0).put(descriptor).array();
  }

  static byte[] segment() {
    return little(100).putInt(0xFD2FB528).put((byte) 0xE0).putLong(Long.MIN_VALUE).array();
  }

  static byte[] tar(long size) {
    return new TarBytes(TarBytes.Form.GNU)
        .add("small.txt", SMALL)
        .add(Reading.bytes("a.bin"), '0', size, SMALL)
        .bytes();
  }

  static byte[] headers() {
    var tar = new TarBytes(TarBytes.Form.GNU);
    for (int i = 0; i < 1000; i++) {
      tar.longName("x".repeat(3000));
    }
    return tar.bytes();
  }
}
