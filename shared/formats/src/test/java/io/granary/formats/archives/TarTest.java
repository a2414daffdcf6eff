package io.granary.formats.archives;

import static io.granary.formats.archives.Reading.bytes;
import static io.granary.formats.archives.Reading.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TarTest {
  private static final byte[] A = bytes("content of a");
  private static final byte[] B = bytes("content of b");

  private static TarBytes two(TarBytes.Form form) {
    return new TarBytes(form).add("set/x/a.txt", A).add("set/y/b.txt", B);
  }

  private static void assertTwo(Reading reading) {
    assertThat(reading.files()).isEqualTo(Map.of("x/a.txt", digest(A), "y/b.txt", digest(B)));
    assertThat(reading.planned()).containsExactly("x/a.txt", "y/b.txt");
    assertThat(reading.said()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theHeadersOfEveryTimeAreRead(TarBytes.Form form) throws IOException {
    assertTwo(Reading.of(ArchiveKind.TAR, two(form).bytes()));
  }

  @ParameterizedTest
  @EnumSource(names = "ZIP", mode = EnumSource.Mode.EXCLUDE)
  void everyCompressionGivesTheSame(ArchiveKind kind) throws IOException {
    assertTwo(Reading.of(kind, TarBytes.as(kind, two(TarBytes.Form.USTAR).bytes())));
  }

  @Test
  void namesOfAnyLengthAreReadInEveryForm() throws IOException {
    String folders = "f".repeat(90) + "/" + "g".repeat(60) + "/";
    byte[] tar =
        new TarBytes(TarBytes.Form.USTAR)
            .add(folders + "1.txt", A)
            .raw(new TarBytes(TarBytes.Form.GNU).longName(folders + "2.txt").open())
            .add("cut", B)
            .pax('x', "mtime=1.5", "path=" + folders + "\u65e5.txt")
            .add("cut", A)
            .bytes();

    Reading reading = Reading.of(ArchiveKind.TAR, tar);

    assertThat(reading.plan().root()).isEqualTo(folders);
    assertThat(reading.files())
        .isEqualTo(Map.of("1.txt", digest(A), "2.txt", digest(B), "\u65e5.txt", digest(A)));
  }

  @Test
  void sizesAreReadFromExtendedHeadersAndInBase256() throws IOException {
    byte[] header = new TarBytes(TarBytes.Form.GNU).header(bytes("b.txt"), '0', 0);
    Arrays.fill(header, 124, 136, (byte) 0);
    header[124] = (byte) 0x80;
    header[135] = (byte) B.length;
    byte[] tar =
        new TarBytes(TarBytes.Form.USTAR)
            .pax('g', "comment=of all", "path=not/of/one")
            .pax('x', "size=" + A.length)
            .add(bytes("a.txt"), '0', 0, A)
            .raw(TarBytes.sealed(header))
            .raw(Arrays.copyOf(B, 512))
            .bytes();

    assertThat(Reading.of(ArchiveKind.TAR, tar).files())
        .isEqualTo(Map.of("a.txt", digest(A), "b.txt", digest(B)));
  }

  @Test
  void whatIsNoFileIsNamedOrPassedOver() throws IOException {
    byte[] sparse = new TarBytes(TarBytes.Form.GNU).header(bytes("sparse"), 'S', 512);
    sparse[482] = 1;
    byte[] tar =
        new TarBytes(TarBytes.Form.GNU)
            .add("label", 'V')
            .add("set/", '5')
            .add("set/old/", '0')
            .add("set/a.txt", A)
            .add("set/link", '2')
            .add(bytes("set/hard"), '1', 99_999, new byte[0])
            .add("set/pipe", '6')
            .raw(TarBytes.sealed(sparse))
            .raw(new byte[512])
            .raw(new byte[512])
            .pax('x', "GNU.sparse.major=1", "GNU.sparse.name=set/sparse.txt")
            .add("set/GNUSparseFile.1/sparse.txt", B)
            .add("set/inner.tgz", B)
            .add("set/a.txt", B)
            .bytes();

    Reading reading = Reading.of(ArchiveKind.TAR, tar);

    assertThat(reading.files()).isEqualTo(Map.of("a.txt", digest(A)));
    assertThat(reading.said())
        .containsExactlyInAnyOrder("ENTRY_UNSUPPORTED 5", "NESTED_ARCHIVE 1", "ENTRY_DUPLICATE 1");
  }

  @ParameterizedTest
  @EnumSource(names = "ZIP", mode = EnumSource.Mode.EXCLUDE)
  void ofWhatIsCutOffTheMembersBeforeAreKept(ArchiveKind kind) throws IOException {
    byte[] noise = new byte[20_000_000];
    new Random(1).nextBytes(noise);
    byte[] whole =
        TarBytes.as(
            kind,
            new TarBytes(TarBytes.Form.USTAR)
                .add("a.txt", A)
                .add("noise1.bin", noise)
                .add("noise2.bin", noise)
                .bytes());

    Reading reading = Reading.of(kind, Arrays.copyOf(whole, whole.length - 1_000_000));

    assertThat(reading.files().keySet()).containsExactly("a.txt", "noise1.bin");
    assertThat(reading.said()).containsExactly("ENTRY_CORRUPT 2");
    assertThat(reading.issues().issues(0).getFirst().examples().get(0).path())
        .isEqualTo("noise2.bin");
    assertThat(reading.issues().issues(0).getFirst().examples().get(1).detail())
        .matches(
            "At byte \\d+ the archive ends within a member; .*|The compressed stream is cut off; .*");
  }

  @Test
  void aDamagedHeaderEndsTheReadingAndIsReported() throws IOException {
    byte[] tar = two(TarBytes.Form.USTAR).bytes();
    tar[1024 + 5] ^= 1;

    Reading reading = Reading.of(ArchiveKind.TAR, tar);

    assertThat(reading.files()).containsOnlyKeys("a.txt");
    assertThat(reading.issues().issues(0).getFirst().examples().getFirst().detail())
        .startsWith("At byte 1024 it is no TAR header: its checksum is wrong");
  }

  @Test
  void whatBeginsWithNoHeaderIsRefused() {
    assertRefused(ArchiveKind.TAR, bytes("this is no archive"), Code.ARCHIVE_CORRUPT);
    assertRefused(ArchiveKind.TAR, new byte[100_000 - 1], null);
    assertRefused(ArchiveKind.TAR_GZ, new byte[0], Code.ARCHIVE_CORRUPT);
    assertRefused(ArchiveKind.TAR_GZ, bytes("this is no archive"), Code.ARCHIVE_CORRUPT);
    assertRefused(ArchiveKind.TAR_ZST, bytes("this is no archive"), Code.ARCHIVE_CORRUPT);
    byte[] noise = new byte[2000];
    new Random(2).nextBytes(noise);
    assertRefused(ArchiveKind.TAR, noise, Code.ARCHIVE_CORRUPT);
  }

  private static void assertRefused(
      ArchiveKind kind, byte[] archive, @org.jspecify.annotations.Nullable Code code) {
    Code said = null;
    try {
      assertThat(Reading.of(kind, archive).files()).isEmpty();
    } catch (GranaryException e) {
      said = e.code();
      assertThat(e).hasMessageStartingWith("Cannot ");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(said).isEqualTo(code);
  }

  @Test
  void aDamagedStreamIsRefusedAlsoWhereOnlyItsChecksumTells() {
    byte[] gzip = TarBytes.gzip(two(TarBytes.Form.USTAR).bytes());
    gzip[gzip.length - 6] ^= 1;
    assertRefused(ArchiveKind.TAR_GZ, gzip, Code.ARCHIVE_CORRUPT);
    byte[] zstd = TarBytes.zstd(two(TarBytes.Form.USTAR).bytes());
    zstd[zstd.length - 1] ^= 1;
    assertRefused(ArchiveKind.TAR_ZST, zstd, Code.ARCHIVE_CORRUPT);
  }

  @Test
  void aStreamOfSeveralMembersOrFramesIsReadToItsEnd() throws IOException {
    byte[] tar = two(TarBytes.Form.USTAR).bytes();
    byte[] skippable = {0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9};
    for (int cut = 1; cut < tar.length; cut += 97) {
      byte[] first = Arrays.copyOf(tar, cut);
      byte[] second = Arrays.copyOfRange(tar, cut, tar.length);
      assertTwo(Reading.of(ArchiveKind.TAR_GZ, join(TarBytes.gzip(first), TarBytes.gzip(second))));
      assertTwo(
          Reading.of(
              ArchiveKind.TAR_ZST,
              join(skippable, TarBytes.zstd(first), skippable, TarBytes.zstd(second), skippable)));
    }
  }

  @Test
  void theEndMayBeMissingOrFollowedByMoreZeros() throws IOException {
    assertTwo(Reading.of(ArchiveKind.TAR, two(TarBytes.Form.USTAR).open()));
    assertTwo(Reading.of(ArchiveKind.TAR, two(TarBytes.Form.USTAR).raw(new byte[20_000]).bytes()));
    byte[] open = two(TarBytes.Form.USTAR).open();
    assertTwo(Reading.of(ArchiveKind.TAR, Arrays.copyOf(open, open.length - 512 + B.length)));
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

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
