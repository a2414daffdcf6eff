package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.granary.domain.GranaryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The odd and broken ZIPs of yauzl: what each gives, or why it is refused. */
final class YauzlTest {
  @Test
  void everyOddZipHasItsOutcome() throws IOException {
    String data = System.getenv("GRANARY_TEST_DATA");
    assumeTrue(data != null, "GRANARY_TEST_DATA is not set");
    Map<String, String> outcomes = new TreeMap<>();
    for (String kind : List.of("success", "failure")) {
      try (Stream<Path> files = Files.list(Path.of(String.valueOf(data), "yauzl-zips", kind))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".zip")).toList()) {
          outcomes.put(kind + "/" + file.getFileName(), outcome(Files.readAllBytes(file)));
        }
      }
    }
    outcomes.forEach((k, v) -> System.err.println("OUT " + k + " = " + v));
    assertThat(outcomes).isEqualTo(Map.of());
  }

  private static String outcome(byte[] zip) throws IOException {
    try {
      Reading reading = Reading.of(ArchiveKind.ZIP, zip);
      long corrupt =
          reading.files().values().stream().filter(f -> f.startsWith("corrupt")).count();
      return "%d files, %d corrupt, %s"
          .formatted(reading.files().size(), corrupt, String.join(", ", reading.said()));
    } catch (GranaryException e) {
      return e.code().name();
    }
  }
}
