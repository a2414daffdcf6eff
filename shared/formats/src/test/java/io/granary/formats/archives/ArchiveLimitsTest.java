package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A limit that is hit is named with the value that was met. */
final class ArchiveLimitsTest {
  private static byte[] content(long i) {
    return "%08d".formatted(i).getBytes(StandardCharsets.US_ASCII);
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
}
