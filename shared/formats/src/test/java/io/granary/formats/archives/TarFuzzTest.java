package io.granary.formats.archives;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes as a TAR. */
final class TarFuzzTest {
  static List<byte[]> seeds() {
    return FuzzSeeds.tars();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyBytesAreReadOrRefused(byte[] archive) {
    Fuzzed.read(ArchiveKind.TAR, archive);
  }
}
