package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of any size, and at any place, are read in memory that does not grow with them. */
final class LargeEntriesTest {
  private static final ArchiveLimits LIMITS = ArchiveLimits.standard();
  private static final long GB = 1_000_000_000;

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
    ZipEntryBytes entry = new ZipBytes().add("set/big.bin", new byte[0]).zip64();
    entry.method = isStored ? 0 : 8;
    entry.crc = crc(block, 1000);
    entry.size(GB).compressed(1000L * content.length + last.length).at(0);
    byte[] local = ZipEntryBytes.local(entry);
    byte[] central = ZipEntryBytes.central(entry);
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
    ZipEntryBytes big = new ZipBytes().add("a.bin", new byte[0]).stored().zip64();
    big.size(5 * GB).compressed(5 * GB).at(0);
    ZipEntryBytes small = new ZipBytes().add("b.txt", content(7)).stored().zip64();
    byte[] local = ZipEntryBytes.local(big);
    small.compressed(8).at(local.length + 5 * GB);
    byte[] smallLocal = ZipEntryBytes.local(small);
    byte[] directory = join(ZipEntryBytes.central(big), ZipEntryBytes.central(small));
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

  private static byte[] content(long i) {
    return "%08d".formatted(i).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
