package io.granary.formats.archives;

import static io.granary.formats.archives.Reading.bytes;
import static io.granary.formats.archives.Reading.digest;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The headers of TARs, whoever has written them, alone and compressed. */
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

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
