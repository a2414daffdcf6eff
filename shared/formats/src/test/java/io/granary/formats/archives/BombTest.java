package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that are made to exhaust their reader are refused before they inflate 100 MB. */
final class BombTest {
  private static final int MB = 1_000_000;
  private static final byte[] SMALL = Reading.bytes("small");

  static List<Arguments> bombs() {
    return List.of(
        zip("flat", flat(), Code.ARCHIVE_BOMB),
        zip("flat, of an unsaid size", lying(0), Code.ARCHIVE_BOMB),
        zip("flat, of a small size", lying(9_999_999), Code.ARCHIVE_BOMB),
        zip("all entries are one", shared(), Code.ARCHIVE_BOMB),
        zip("entries within entries", overlapping(), Code.ARCHIVE_BOMB),
        zip(
            "more bytes than the file",
            sized(e -> e.zip64().compressed(1L << 40)),
            Code.ARCHIVE_BOMB),
        zip(
            "a size over every limit",
            sized(e -> e.zip64().size(1L << 50).compressed(1L << 49)),
            Code.ARCHIVE_TOO_LARGE),
        zip(
            "sizes that overflow",
            sized(e -> e.zip64().size(-1).compressed(-1)),
            Code.ARCHIVE_CORRUPT),
        zip("places that overflow", sized(e -> e.zip64().at(Long.MAX_VALUE)), Code.ARCHIVE_CORRUPT),
        zip("more entries than the limit", many(2_000_001), Code.ARCHIVE_TOO_LARGE),
        zip("entries that are not there", declared(1_999_999, 100), Code.ARCHIVE_CORRUPT),
        zip("a directory larger than the file", declared(1, 1L << 40), Code.ARCHIVE_CORRUPT),
        zip("a directory of any length", declared(1, Long.MAX_VALUE), Code.ARCHIVE_CORRUPT),
        zip("a directory of less than nothing", declared(1, -1), Code.ARCHIVE_CORRUPT),
        stream(ArchiveKind.TAR_GZ, "zeros", zeros(ArchiveKind.TAR_GZ), Code.ARCHIVE_BOMB),
        stream(ArchiveKind.TAR_ZST, "zeros", zeros(ArchiveKind.TAR_ZST), Code.ARCHIVE_BOMB),
        stream(ArchiveKind.TAR_ZST, "blocks of one byte", runs(), Code.ARCHIVE_BOMB),
        stream(
            ArchiveKind.TAR_GZ,
            "zeros behind the end",
            behind(ArchiveKind.TAR_GZ),
            Code.ARCHIVE_BOMB),
        stream(
            ArchiveKind.TAR_ZST,
            "zeros behind the end",
            behind(ArchiveKind.TAR_ZST),
            Code.ARCHIVE_BOMB),
        stream(
            ArchiveKind.TAR_ZST, "an enormous window", window((byte) 0xF8), Code.ARCHIVE_TOO_LARGE),
        stream(
            ArchiveKind.TAR_ZST, "a window of 9 MiB", window((byte) 0x69), Code.ARCHIVE_TOO_LARGE),
        stream(ArchiveKind.TAR_ZST, "one segment of any size", segment(), Code.ARCHIVE_TOO_LARGE),
        stream(
            ArchiveKind.TAR, "a size over the limit", tar(21_000_000_000L), Code.ARCHIVE_TOO_LARGE),
        stream(ArchiveKind.TAR, "extended headers without end", headers(), Code.ARCHIVE_CORRUPT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void aBombIsRefusedBeforeItInflates(String name, ArchiveKind kind, RangeReader bomb, Code code)
      throws IOException {
    var taken = new Taken();
    long before = Heap.allocated();

    assertThat(refusal(kind, bomb, taken)).isEqualTo(code);

    assertThat(taken.bytes).isLessThan(100 * MB);
    if (bomb instanceof Memory) {
      assertThat(Heap.allocated() - before).isLessThan(200L * MB);
    }
  }

  private static @Nullable Code refusal(ArchiveKind kind, RangeReader bomb, Taken taken)
      throws IOException {
    ArchiveLimits limits = ArchiveLimits.standard();
    try {
      ArchivePlan plan =
          Archives.plan(kind, bomb, limits, new IssueLog(), () -> false, (_, _) -> {});
      for (ArchivePart part : plan.parts()) {
        Archives.read(kind, bomb, part, plan.root(), limits, 0, taken);
      }
      return null;
    } catch (GranaryException e) {
      assertThat(e).hasMessageStartingWith("Cannot ");
      return e.code();
    } catch (ArchiveBombException e) {
      assertThat(e).hasMessageContaining("bomb-ratio 200");
      return Code.ARCHIVE_BOMB;
    }
  }

  /** Inflates all that it is given, and forgives what is corrupt. */
  private static final class Taken implements MemberVisitor {
    private long bytes;

    @Override
    public boolean member(String path, long size, InputStream content) throws IOException {
      byte[] buffer = new byte[1 << 16];
      try {
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
          bytes += n;
        }
      } catch (EntryCorruptException _) {
        return true;
      }
      return true;
    }

    @Override
    public boolean corrupt(String path, String reason) {
      return true;
    }
  }

  @Test
  void archivesInsideArchivesAreNotOpened() throws IOException {
    var zip = new ZipBytes();
    zip.add("small.txt", SMALL);
    byte[] inner = zip.bytes();
    for (String name : List.of("inner.zip", "a.TAR", "b.tar.gz", "c.tgz", "d.tar.zst", "e.7z")) {
      zip.add("quine/" + name, inner);
    }
    var tar = new TarBytes(TarBytes.Form.USTAR).add("small.txt", SMALL);
    byte[] self = tar.open();
    tar.add("quine/self.tar", self).add("quine/self.tar.gz", TarBytes.gzip(self));

    Reading zipped = Reading.of(ArchiveKind.ZIP, zip.bytes());
    Reading tarred = Reading.of(ArchiveKind.TAR, tar.bytes());

    assertThat(zipped.said()).containsExactly("NESTED_ARCHIVE 6");
    assertThat(zipped.readBytes()).isEqualTo(SMALL.length);
    assertThat(tarred.said()).containsExactly("NESTED_ARCHIVE 2");
    assertThat(tarred.readBytes()).isEqualTo(SMALL.length);
  }

  @Test
  void moreThan65535EntriesAreNoBomb() throws IOException {
    ArchivePlan plan =
        Archives.plan(
            ArchiveKind.ZIP,
            many(70_000),
            ArchiveLimits.standard(),
            new IssueLog(),
            () -> false,
            (_, _) -> {});
    assertThat(plan.parts().stream().mapToInt(ArchivePart::members).sum()).isEqualTo(70_000);
  }

  @Test
  void whatSqueezesWellAndStaysSmallIsNoBomb() throws IOException {
    var zip = new ZipBytes();
    zip.add("zeros.bin", new byte[9 * MB]);
    zip.add("more.bin", new byte[9 * MB]);
    assertThat(Reading.of(ArchiveKind.ZIP, zip.bytes()).readBytes()).isEqualTo(18L * MB);
    byte[] tar = new TarBytes(TarBytes.Form.USTAR).add("zeros.bin", new byte[9 * MB]).bytes();
    assertThat(Reading.of(ArchiveKind.TAR_GZ, TarBytes.gzip(tar)).readBytes()).isEqualTo(9L * MB);
  }

  private static Arguments zip(String name, byte[] bytes, Code code) {
    return zip(name, new Memory(bytes), code);
  }

  private static Arguments zip(String name, RangeReader reader, Code code) {
    return Arguments.of("ZIP: " + name, ArchiveKind.ZIP, reader, code);
  }

  private static Arguments stream(ArchiveKind kind, String name, byte[] bytes, Code code) {
    return Arguments.of(kind + ": " + name, kind, new Memory(bytes), code);
  }

  private static byte[] flat() {
    var zip = new ZipBytes();
    zip.add("small.txt", SMALL);
    zip.add("zeros.bin", new byte[50 * MB]);
    return zip.bytes();
  }

  private static byte[] lying(long size) {
    var zip = new ZipBytes();
    zip.add("small.txt", SMALL);
    zip.add("zeros.bin", new byte[50 * MB]).size(size);
    return zip.bytes();
  }

  /** A thousand entries with the same local header. */
  private static byte[] shared() {
    var zip = new ZipBytes();
    ZipBytes.Entry kernel = zip.add("kernel.bin", new byte[9 * MB]);
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
  private static byte[] overlapping() {
    var zip = new ZipBytes();
    ZipBytes.Entry last = zip.add("last.bin", new byte[9 * MB]);
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

  private static byte[] sized(java.util.function.Consumer<ZipBytes.Entry> lie) {
    var zip = new ZipBytes();
    lie.accept(zip.add("a.txt", SMALL));
    zip.add("b.txt", SMALL);
    return zip.bytes();
  }

  private static RangeReader many(int count) {
    ZipBytes.Entry entry = new ZipBytes().add("0000000.txt", new byte[0]).stored().compressed(0);
    int local = ZipBytes.local(entry).length;
    int central = ZipBytes.central(entry.at(0)).length;
    long start = (long) local * count;
    return new Synthetic()
        .add(start, local, i -> ZipBytes.local(numbered(i)))
        .add((long) central * count, central, i -> ZipBytes.central(numbered(i).at(i * local)))
        .add(ZipBytes.zip64End(start, (long) central * count, count))
        .add(ZipBytes.end(true, start, (long) central * count, count, new byte[0]));
  }

  private static ZipBytes.Entry numbered(long i) {
    return new ZipBytes().add("%07d.txt".formatted(i), new byte[0]).stored().compressed(0);
  }

  private static byte[] declared(long count, long length) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[200]);
    out.writeBytes(ZipBytes.zip64End(0, length, count));
    out.writeBytes(ZipBytes.end(true, 0, length, count, new byte[0]));
    return out.toByteArray();
  }

  private static byte[] zeros(ArchiveKind kind) {
    var tar = new TarBytes(TarBytes.Form.USTAR).add("small.txt", SMALL);
    return TarBytes.as(kind, tar.add("zeros.bin", new byte[150 * MB]).bytes());
  }

  private static byte[] behind(ArchiveKind kind) {
    var tar = new TarBytes(TarBytes.Form.USTAR).add("small.txt", SMALL);
    return TarBytes.as(kind, tar.raw(new byte[150 * MB]).bytes());
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A frame of blocks that each say one byte 128 Ki times: 32,768 to 1. */
  private static byte[] runs() {
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

  private static byte[] window(byte descriptor) {
    return little(100).putInt(0xFD2FB528).put((byte) 0).put(descriptor).array();
  }

  private static byte[] segment() {
    return little(100).putInt(0xFD2FB528).put((byte) 0xE0).putLong(Long.MIN_VALUE).array();
  }

  private static byte[] tar(long size) {
    return new TarBytes(TarBytes.Form.GNU)
        .add("small.txt", SMALL)
        .add(Reading.bytes("a.bin"), '0', size, SMALL)
        .bytes();
  }

  private static byte[] headers() {
    var tar = new TarBytes(TarBytes.Form.GNU);
    for (int i = 0; i < 1000; i++) {
      tar.longName("x".repeat(3000));
    }
    return tar.bytes();
  }
}
