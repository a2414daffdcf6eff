package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that are made to exhaust their reader are refused before they inflate 100 MB. */
final class BombTest {
  private static final int MB = Bombs.MB;
  private static final byte[] SMALL = Bombs.SMALL;

  static List<Arguments> bombs() {
    return List.of(
        zip("flat", Bombs.flat(), Code.ARCHIVE_BOMB),
        zip("flat, of an unsaid size", Bombs.lying(0), Code.ARCHIVE_BOMB),
        zip("flat, of a small size", Bombs.lying(9_999_999), Code.ARCHIVE_BOMB),
        zip("all entries are one", Bombs.shared(), Code.ARCHIVE_BOMB),
        zip("entries within entries", Bombs.overlapping(), Code.ARCHIVE_BOMB),
        zip(
            "more bytes than the file",
            Bombs.sized(e -> e.zip64().compressed(1L << 40)),
            Code.ARCHIVE_BOMB),
        zip(
            "a size over every limit",
            Bombs.sized(e -> e.zip64().size(1L << 50).compressed(1L << 49)),
            Code.ARCHIVE_TOO_LARGE),
        zip(
            "sizes that overflow",
            Bombs.sized(e -> e.zip64().size(-1).compressed(-1)),
            Code.ARCHIVE_CORRUPT),
        zip(
            "places that overflow",
            Bombs.sized(e -> e.zip64().at(Long.MAX_VALUE)),
            Code.ARCHIVE_CORRUPT),
        zip("more entries than the limit", Bombs.many(2_000_001), Code.ARCHIVE_TOO_LARGE),
        zip("entries that are not there", Bombs.declared(1_999_999, 100), Code.ARCHIVE_CORRUPT),
        zip("a directory larger than the file", Bombs.declared(1, 1L << 40), Code.ARCHIVE_CORRUPT),
        zip("a directory of any length", Bombs.declared(1, Long.MAX_VALUE), Code.ARCHIVE_CORRUPT),
        zip("a directory of less than nothing", Bombs.declared(1, -1), Code.ARCHIVE_CORRUPT),
        stream(ArchiveKind.TAR_GZ, "zeros", Bombs.zeros(ArchiveKind.TAR_GZ), Code.ARCHIVE_BOMB),
        stream(ArchiveKind.TAR_ZST, "zeros", Bombs.zeros(ArchiveKind.TAR_ZST), Code.ARCHIVE_BOMB),
        stream(ArchiveKind.TAR_ZST, "blocks of one byte", Bombs.runs(), Code.ARCHIVE_BOMB),
        stream(
            ArchiveKind.TAR_GZ,
            "zeros behind the end",
            Bombs.behind(ArchiveKind.TAR_GZ),
            Code.ARCHIVE_BOMB),
        stream(
            ArchiveKind.TAR_ZST,
            "zeros behind the end",
            Bombs.behind(ArchiveKind.TAR_ZST),
            Code.ARCHIVE_BOMB),
        stream(
            ArchiveKind.TAR_ZST,
            "an enormous window",
            Bombs.window((byte) 0xF8),
            Code.ARCHIVE_TOO_LARGE),
        stream(
            ArchiveKind.TAR_ZST,
            "a window of 9 MiB",
            Bombs.window((byte) 0x69),
            Code.ARCHIVE_TOO_LARGE),
        stream(
            ArchiveKind.TAR_ZST,
            "one segment of any size",
            Bombs.segment(),
            Code.ARCHIVE_TOO_LARGE),
        stream(
            ArchiveKind.TAR,
            "a size over the limit",
            Bombs.tar(21_000_000_000L),
            Code.ARCHIVE_TOO_LARGE),
        stream(
            ArchiveKind.TAR,
            "extended headers without end",
            Bombs.headers(),
            Code.ARCHIVE_CORRUPT));
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
            Bombs.many(70_000),
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
}
