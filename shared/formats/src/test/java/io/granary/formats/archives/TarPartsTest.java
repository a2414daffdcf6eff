package io.granary.formats.archives;

import static io.granary.formats.archives.Reading.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TARs are planned with few short requests and read in parts that go on where they stopped. */
final class TarPartsTest {
  private static final byte[] A = bytes("content of a");
  private static final byte[] B = bytes("content of b");

  private static TarBytes two(TarBytes.Form form) {
    return new TarBytes(form).add("set/x/a.txt", A).add("set/y/b.txt", B);
  }

  @Test
  void aPlanJumpsOverLargeContents() throws IOException {
    var tar = new TarBytes(TarBytes.Form.USTAR);
    for (int i = 0; i < 10; i++) {
      tar.add("%d.bin".formatted(i), new byte[5_000_000]);
    }
    var reader = new Memory(tar.bytes());

    plan(reader);

    assertThat(reader.asked()).isLessThan(reader.size() / 20);
  }

  @Test
  void aPlanReadsThroughSmallContentsInFewRequests() throws IOException {
    var tar = new TarBytes(TarBytes.Form.USTAR);
    for (int i = 0; i < 5000; i++) {
      tar.add("%d.txt".formatted(i), A);
    }
    var reader = new Memory(tar.bytes());

    ArchivePlan plan = plan(reader);

    assertThat(plan.parts()).extracting(ArchivePart::members).containsExactly(2000, 2000, 1000);
    assertThat(reader.requests()).isLessThan(10);
  }

  @Test
  void partsAreReadOnTheirOwnAndGoOnWhereTheyStopped() throws IOException {
    var tar = new TarBytes(TarBytes.Form.USTAR);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 4500; i++) {
      names.add("%04d.txt".formatted(i));
      tar.add("%04d.txt".formatted(i), bytes("content of " + i));
      tar.add("%04d.txt".formatted(i), bytes("once more"));
    }
    for (ArchiveKind kind : List.of(ArchiveKind.TAR, ArchiveKind.TAR_GZ, ArchiveKind.TAR_ZST)) {
      var reader = new Memory(TarBytes.as(kind, tar.bytes()));
      ArchivePlan plan =
          Archives.plan(
              kind, reader, ArchiveLimits.standard(), new IssueLog(), () -> false, (_, _) -> {});
      List<String> read = new ArrayList<>();
      for (ArchivePart part : plan.parts()) {
        for (int done = 0; done < part.members(); ) {
          var some = new Some(700, read);
          int now =
              Archives.read(kind, reader, part, plan.root(), ArchiveLimits.standard(), done, some);
          assertThat(now).isEqualTo(Math.min(done + 700, part.members()));
          done = now;
        }
      }
      assertThat(read).isEqualTo(names);
    }
  }

  /** Takes a number of members without reading them. */
  private record Some(int most, List<String> all, List<String> mine) implements MemberVisitor {
    Some(int most, List<String> all) {
      this(most, all, new ArrayList<>());
    }

    @Override
    public boolean member(String path, long size, InputStream content) {
      all.add(path);
      mine.add(path);
      return mine.size() < most;
    }

    @Override
    public boolean corrupt(String path, String reason) {
      throw new AssertionError(reason);
    }
  }

  @Test
  void whenTimeIsOutTheAdviceIsToSendAnotherKind() {
    for (ArchiveKind kind : List.of(ArchiveKind.TAR, ArchiveKind.TAR_GZ, ArchiveKind.TAR_ZST)) {
      byte[] archive = TarBytes.as(kind, two(TarBytes.Form.USTAR).bytes());
      assertThatThrownBy(
              () ->
                  Archives.plan(
                      kind,
                      new Memory(archive),
                      ArchiveLimits.standard(),
                      new IssueLog(),
                      () -> true,
                      (_, _) -> {}))
          .isInstanceOf(GranaryException.class)
          .hasMessageStartingWith("Cannot take the archive: its 1 entries in the first 1024 bytes")
          .hasMessageEndingWith(
              "Send it as a ZIP or as an uncompressed TAR, which are read in parts.")
          .extracting(e -> ((GranaryException) e).code())
          .isEqualTo(Code.ARCHIVE_NEEDS_SEEKING);
    }
  }

  @Test
  void aPartThatIsNotAsPlannedIsACorruptEntry() throws IOException {
    byte[] tar = two(TarBytes.Form.USTAR).bytes();
    var part = new ArchivePart(0, 0, tar.length, 3, 0, List.of());
    assertThatThrownBy(() -> read(tar, part)).isInstanceOf(EntryCorruptException.class);
    var middle = new ArchivePart(0, 700, 2000, 1, 0, List.of());
    assertThatThrownBy(() -> read(tar, middle)).isInstanceOf(EntryCorruptException.class);
    var behind = new ArchivePart(0, 1 << 30, 2000, 1, 0, List.of());
    assertThatThrownBy(() -> read(tar, behind)).isInstanceOf(EntryCorruptException.class);
  }

  private static void read(byte[] tar, ArchivePart part) throws IOException {
    Archives.read(
        ArchiveKind.TAR,
        new Memory(tar),
        part,
        "",
        ArchiveLimits.standard(),
        0,
        new Some(99, new ArrayList<>()));
  }

  private static ArchivePlan plan(RangeReader reader) throws IOException {
    return Archives.plan(
        ArchiveKind.TAR,
        reader,
        ArchiveLimits.standard(),
        new IssueLog(),
        () -> false,
        (_, _) -> {});
  }
}
