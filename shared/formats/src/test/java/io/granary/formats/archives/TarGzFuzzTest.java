package io.granary.formats.archives;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes as a GZIP of a TAR. */
final class TarGzFuzzTest {
  static List<byte[]> seeds() {
    return FuzzSeeds.streams(ArchiveKind.TAR_GZ);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyBytesAreReadOrRefused(byte[] archive) {
    Fuzzed.read(ArchiveKind.TAR_GZ, archive);
  }
}
