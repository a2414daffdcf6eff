package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Millions of entries are planned, once each, in memory of some 30 bytes an entry. */
final class ManyEntriesTest {
  private static final ArchiveLimits LIMITS = ArchiveLimits.standard();
  private static final int MANY = 2_000_000;

  private long live;

  private static String name(long i) {
    return "images/%03d/%07d.jpg".formatted(i / 2000, i);
  }

  private static byte[] content(long i) {
    return "%08d".formatted(i).getBytes(StandardCharsets.US_ASCII);
  }

  /** A ZIP of small stored entries, its end in the form of ZIP64. */
  private Synthetic manyEntries(int count) {
    LongFunction<ZipEntryBytes> entry =
        i -> new ZipBytes().add(name(i), content(i)).stored().compressed(8);
    int local = ZipEntryBytes.local(entry.apply(0)).length + 8;
    LongFunction<byte[]> locals = i -> join(ZipEntryBytes.local(entry.apply(i)), content(i));
    LongFunction<byte[]> central =
        i -> {
          // The end of the directory is where a plan holds most.
          live = i == count - 1 ? Math.max(live, Heap.live()) : live;
          return ZipEntryBytes.central(entry.apply(i).at(i * local));
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

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
