package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of any size are planned and read in memory that does not grow with them. */
final class AnySizeTest {
  private static final ArchiveLimits LIMITS = ArchiveLimits.standard();
  private static final int MANY = 2_000_000;
  private static final long GB = 1_000_000_000;

  private long live;

  private static String name(long i) {
    return "images/%03d/%07d.jpg".formatted(i / 2000, i);
  }

  private static byte[] content(long i) {
    return "%08d".formatted(i).getBytes(StandardCharsets.US_ASCII);
  }

  /** A ZIP of small stored entries, its end in the form of ZIP64. */
  private Synthetic manyEntries(int count) {
    LongFunction<ZipBytes.Entry> entry =
        i -> new ZipBytes().add(name(i), content(i)).stored().compressed(8);
    int local = ZipBytes.local(entry.apply(0)).length + 8;
    LongFunction<byte[]> locals = i -> join(ZipBytes.local(entry.apply(i)), content(i));
    LongFunction<byte[]> central =
        i -> {
          // The end of the directory is where a plan holds most.
          live = i == count - 1 ? Math.max(live, Heap.live()) : live;
          return ZipBytes.central(entry.apply(i).at(i * local));
        };
    int width = central.apply(0).length;
    long start = (long) count * local;
    long length = (long) count * width;
    return new Synthetic()
        .add(start, local, locals)
        .add(length, width, central)
        .add(ZipBytes.zip64End(start, length, count))
        .add(ZipBytes.end(true, start, length, count, new byte[0]));
  }

  @Test
  void twoMillionEntriesArePlannedOnceEachInBoundedMemory() throws IOException {
    Synthetic zip = manyEntries(MANY);
    live = 0;
    long before = Heap.live();
    long[] planned = new long[2];

    ArchivePlan plan =
        Archives.plan(
            ArchiveKind.ZIP,
            zip,
            LIMITS,
            new IssueLog(),
            () -> false,
            (path, size) -> {
              if (!path.equals(name(planned[0]))) {
                throw new AssertionError(path);
              }
              planned[0]++;
              planned[1] += size;
            });

    assertThat(planned).containsExactly(MANY, 8L * MANY);
    assertThat(live - before).isLessThan(30L * MANY);
    assertThat(plan.parts()).hasSize(1000).allMatch(part -> part.members() == 2000);
    assertThat(plan.parts()).allMatch(part -> part.skippedOffsets().isEmpty());
    for (int i = 1; i < 1000; i++) {
      ArchivePart last = plan.parts().get(i - 1);
      assertThat(plan.parts().get(i).offset()).isEqualTo(last.offset() + last.length());
    }
    for (int number : new int[] {0, 517, 999}) {
      assertPart(zip, plan, number);
    }
  }

  private static void assertPart(RangeReader archive, ArchivePlan plan, int number)
      throws IOException {
    List<String> read = new ArrayList<>();
    ArchivePart part = plan.parts().get(number);
    Archives.read(
        ArchiveKind.ZIP,
        archive,
        part,
        plan.root(),
        LIMITS,
        0,
        new Each(
            (path, content) ->
                read.add(path + new String(content.readAllBytes(), StandardCharsets.US_ASCII))));
    assertThat(read).hasSize(2000);
    for (int i = 0; i < 2000; i++) {
      assertThat(read.get(i))
          .isEqualTo(name(number * 2000L + i) + "%08d".formatted(number * 2000L + i));
    }
  }

  @Test
  void aMillionMembersOfATarArePlannedInBoundedMemory() throws IOException {
    int count = 1_000_000;
    var header = new TarBytes(TarBytes.Form.USTAR);
    var tar =
        new Synthetic()
            .add(
                512L * count,
                512,
                i -> {
                  live = i == count - 1 ? Heap.live() : live;
                  return header.header(Reading.bytes(name(i)), '0', 0);
                })
            .add(new byte[1024]);
    long before = Heap.live();
    int[] planned = {0};

    ArchivePlan plan =
        Archives.plan(
            ArchiveKind.TAR,
            tar,
            LIMITS,
            new IssueLog(),
            () -> false,
            (path, _) -> planned[0] += path.equals(name(planned[0])) ? 1 : 0);

    assertThat(planned[0]).isEqualTo(count);
    assertThat(live - before).isLessThan(40L * count);
    assertThat(plan.parts()).hasSize(500).allMatch(part -> part.members() == 2000);
  }

  /** A block that comes over and over: as it is, or compressed so that copies can be joined. */
  private static byte[] block() {
    byte[] block = new byte[1_000_000];
    new Random(7)
        .ints(block.length, '0', 'F')
        .forEach(
            new java.util.function.IntConsumer() {
              private int place;

              @Override
              public void accept(int value) {
                block[place++] = (byte) value;
              }
            });
    return block;
  }

  private static byte[] flushed(byte[] block) {
    var deflater = new Deflater(1, true);
    deflater.setInput(block);
    byte[] out = new byte[block.length];
    int length = deflater.deflate(out, 0, out.length, Deflater.FULL_FLUSH);
    deflater.end();
    return java.util.Arrays.copyOf(out, length);
  }

  private static long crc(byte[] block, long times) {
    var crc = new CRC32();
    for (long i = 0; i < times; i++) {
      crc.update(block);
    }
    return crc.getValue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEntryOfAGigabyteIsReadAsAStream(boolean isStored) throws IOException {
    byte[] block = block();
    byte[] content = isStored ? block : flushed(block);
    byte[] last = isStored ? new byte[0] : new byte[] {3, 0};
    ZipBytes.Entry entry = new ZipBytes().add("set/big.bin", new byte[0]).zip64();
    entry.method = isStored ? 0 : 8;
    entry.crc = crc(block, 1000);
    entry.size(GB).compressed(1000L * content.length + last.length).at(0);
    byte[] local = ZipBytes.local(entry);
    byte[] central = ZipBytes.central(entry);
    long start = local.length + entry.compressed;
    var zip = new Synthetic().add(local).repeat(content, 1000L * content.length);
    if (!isStored) {
      zip.add(last);
    }
    zip.add(central)
        .add(ZipBytes.zip64End(start, central.length, 1))
        .add(ZipBytes.end(true, start, central.length, 1, new byte[0]));

    assertReadAsAStream(ArchiveKind.ZIP, zip, GB);
  }

  @ParameterizedTest
  @EnumSource(names = {"TAR", "TAR_GZ"})
  void aMemberOfATarIsReadAsAStream(ArchiveKind kind) throws IOException {
    // A compressed one is inflated twice, to plan and to read.
    int blocks = kind == ArchiveKind.TAR ? 1000 : 200;
    long size = blocks * 1_000_000L;
    byte[] header =
        new TarBytes(TarBytes.Form.USTAR).header(Reading.bytes("set/big.bin"), '0', size);
    byte[] block = block();
    byte[] flushed = flushed(block);
    var tar = new Synthetic();
    if (kind == ArchiveKind.TAR) {
      tar.add(header).repeat(block, size).add(new byte[1024]);
    } else {
      var crc = new CRC32();
      crc.update(header);
      for (int i = 0; i < blocks; i++) {
        crc.update(block);
      }
      tar.add(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0})
          .add(flushed(header))
          .repeat(flushed, (long) blocks * flushed.length)
          .add(new byte[] {3, 0})
          .add(little((int) crc.getValue()))
          .add(little((int) (size + 512)));
    }

    assertReadAsAStream(kind, tar, size);
  }

  private static byte[] little(int value) {
    return new byte[] {
      (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
    };
  }

  private static void assertReadAsAStream(ArchiveKind kind, RangeReader archive, long size)
      throws IOException {
    long before = Heap.allocated();
    ArchivePlan plan =
        Archives.plan(kind, archive, LIMITS, new IssueLog(), () -> false, (_, _) -> {});
    assertThat(plan.parts()).hasSize(1);
    long[] bytes = {0};
    byte[] buffer = new byte[1 << 16];
    Archives.read(
        kind,
        archive,
        plan.parts().getFirst(),
        plan.root(),
        LIMITS,
        0,
        new Each(
            (path, content) -> {
              assertThat(path).isEqualTo("big.bin");
              for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                bytes[0] += n;
              }
            }));
    assertThat(bytes[0]).isEqualTo(size);
    assertThat(Heap.allocated() - before).isLessThan(32_000_000);
  }

  @Test
  void entriesBehindFourGigabytesAreFound() throws IOException {
    ZipBytes.Entry big = new ZipBytes().add("a.bin", new byte[0]).stored().zip64();
    big.size(5 * GB).compressed(5 * GB).at(0);
    ZipBytes.Entry small = new ZipBytes().add("b.txt", content(7)).stored().zip64();
    byte[] local = ZipBytes.local(big);
    small.compressed(8).at(local.length + 5 * GB);
    byte[] smallLocal = ZipBytes.local(small);
    byte[] directory = join(ZipBytes.central(big), ZipBytes.central(small));
    long start = small.offset + smallLocal.length + 8;
    var zip =
        new Synthetic()
            .add(local)
            .repeat(new byte[1 << 16], 5 * GB)
            .add(smallLocal)
            .add(content(7))
            .add(directory)
            .add(ZipBytes.zip64End(start, directory.length, 2))
            .add(ZipBytes.end(true, start, directory.length, 2, new byte[0]));

    assertSecondOfTwo(ArchiveKind.ZIP, zip);
  }

  @Test
  void membersBehindEightGibibytesAreFoundWithoutReadingWhatIsBefore() throws IOException {
    var header = new TarBytes(TarBytes.Form.GNU);
    long size = 10 * 1_073_741_824L;
    var tar =
        new Synthetic()
            .add(header.header(Reading.bytes("a.bin"), '0', size))
            .repeat(new byte[1 << 16], size)
            .add(header.header(Reading.bytes("b.txt"), '0', 8))
            .add(java.util.Arrays.copyOf(content(7), 512));

    assertSecondOfTwo(ArchiveKind.TAR, tar);
  }

  private static void assertSecondOfTwo(ArchiveKind kind, Synthetic archive) throws IOException {
    ArchivePlan plan =
        Archives.plan(kind, archive, LIMITS, new IssueLog(), () -> false, (_, _) -> {});
    assertThat(plan.parts()).hasSize(2);
    List<String> read = new ArrayList<>();
    Archives.read(
        kind,
        archive,
        plan.parts().getLast(),
        plan.root(),
        LIMITS,
        0,
        new Each(
            (path, content) ->
                read.add(
                    path + " " + new String(content.readAllBytes(), StandardCharsets.US_ASCII))));
    assertThat(read).containsExactly("b.txt 00000007");
    assertThat(archive.read()).isLessThan(1_000_000);
  }

  /** Takes every member. */
  private record Each(Taker taker) implements MemberVisitor {
    interface Taker {
      void take(String path, InputStream content) throws IOException;
    }

    @Override
    public boolean member(String path, long size, InputStream content) throws IOException {
      taker.take(path, content);
      return true;
    }

    @Override
    public boolean corrupt(String path, String reason) {
      throw new AssertionError(path + ": " + reason);
    }
  }

  @ParameterizedTest
  @EnumSource
  void limitsAreNamedWithWhatWasMet(ArchiveKind kind) {
    assertOver(
        kind,
        new ArchiveLimits(2, 9999, 9999, 9999, 200, 9999),
        "Cannot take the archive: it has 3 entries or more; the limit, max-entries, is 2.");
    assertOver(
        kind,
        new ArchiveLimits(9, 9999, 7, 9999, 200, 9999),
        "Cannot take the archive: 'a.txt' has 8 bytes; the limit, max-entry-bytes, is 7.");
    if (kind.isStream()) {
      assertOver(
          kind,
          new ArchiveLimits(9, 2000, 9999, 9999, 200, 9999),
          "Cannot take the archive: it inflates to 2048 bytes or more; the limit, max-total-bytes, is 2000.");
    } else {
      assertOver(
          kind,
          new ArchiveLimits(9, 20, 9999, 9999, 200, 9999),
          "Cannot take the archive: it inflates to 24 bytes or more; the limit, max-total-bytes, is 20.");
    }
  }

  private static void assertOver(ArchiveKind kind, ArchiveLimits limits, String message) {
    assertThatThrownBy(() -> Reading.of(kind, new Memory(three(kind)), limits))
        .isInstanceOf(GranaryException.class)
        .hasMessage(message)
        .extracting(e -> ((GranaryException) e).code())
        .isEqualTo(Code.ARCHIVE_TOO_LARGE);
  }

  @Test
  void aStreamThatIsTooLongNeedsSeeking() {
    byte[] tar = three(ArchiveKind.TAR_GZ);
    assertThatThrownBy(
            () ->
                Reading.of(
                    ArchiveKind.TAR_GZ,
                    new Memory(tar),
                    new ArchiveLimits(9, 9999, 9999, 9999, 200, 50)))
        .hasMessage(
            "Cannot take the archive: it has %d bytes and can only be read from its start; the limit for that, max-stream-bytes, is 50. Send it as a ZIP or as an uncompressed TAR, which are read in parts."
                .formatted(tar.length))
        .extracting(e -> ((GranaryException) e).code())
        .isEqualTo(Code.ARCHIVE_NEEDS_SEEKING);
  }

  private static byte[] three(ArchiveKind kind) {
    if (kind == ArchiveKind.ZIP) {
      var zip = new ZipBytes();
      zip.add("a.txt", content(1));
      zip.add("b.txt", content(2));
      zip.add("c.txt", content(3));
      return zip.bytes();
    }
    var tar = new TarBytes(TarBytes.Form.USTAR);
    tar.add("a.txt", content(1)).add("b.txt", content(2)).add("c.txt", content(3));
    return TarBytes.as(kind, tar.bytes());
  }

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
