package io.granary.formats.archives;

import static io.granary.formats.archives.Reading.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is good of a damaged TAR is kept, and the rest is named. */
final class DamagedTarTest {
  private static final byte[] A = bytes("content of a");
  private static final byte[] B = bytes("content of b");

  private static TarBytes two(TarBytes.Form form) {
    return new TarBytes(form).add("set/x/a.txt", A).add("set/y/b.txt", B);
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
}
