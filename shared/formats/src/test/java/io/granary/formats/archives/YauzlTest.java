package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.granary.domain.GranaryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The odd and broken ZIPs of yauzl: what each gives, or why it is refused. */
final class YauzlTest {
  private static final Map<String, String> EXPECTED =
      Map.ofEntries(
          Map.entry(
              "failure/End of central directory record signature not found Either not a zip file or file is truncated.zip",
              "ARCHIVE_CORRUPT"),
          Map.entry("failure/absolute path atxt.zip", "1 files, ENTRY_UNSAFE_NAME 1"),
          Map.entry("failure/invalid code lengths set.zip", "1 files, 1 corrupt"),
          Map.entry("failure/invalid relative path xt.zip", "1 files, ENTRY_UNSAFE_NAME 1"),
          Map.entry("failure/strong encryption is not supported.zip", "ARCHIVE_ENCRYPTED"),
          Map.entry("failure/unexpected EOF.zip", "0 files, ENTRY_CORRUPT 1"),
          Map.entry("failure/unsupported compression method 1.zip", "1 files, ENTRY_UNSUPPORTED 1"),
          Map.entry("success/NtfsTimestamp.zip", "1 files"),
          Map.entry("success/big-compression.zip", "1 files"),
          Map.entry("success/big-uncompressed.zip", "1 files"),
          Map.entry("success/cygwin-info-zip.zip", "2 files"),
          Map.entry("success/deflate.zip", "1 files"),
          Map.entry("success/directories.zip", "1 files"),
          Map.entry("success/empty.zip", "0 files"),
          Map.entry("success/everything.zip", "1003 files"),
          Map.entry("success/linux-info-zip.zip", "2 files"),
          Map.entry("success/streaming.zip", "2 files"),
          Map.entry("success/traditional-encryption-and-compression.zip", "ARCHIVE_ENCRYPTED"),
          Map.entry("success/traditional-encryption.zip", "ARCHIVE_ENCRYPTED"),
          Map.entry("success/unicode.zip", "2 files"),
          Map.entry("success/unix-epoch.zip", "1 files"),
          Map.entry("success/windows-7-zip.zip", "2 files"),
          Map.entry("success/windows-compressed-folder.zip", "2 files"),
          Map.entry("success/zip64.zip", "2 files"));

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
    assertThat(outcomes).isEqualTo(EXPECTED);
  }

  private static String outcome(byte[] zip) throws IOException {
    try {
      Reading reading = Reading.of(ArchiveKind.ZIP, zip);
      List<String> said = new ArrayList<>(List.of(reading.files().size() + " files"));
      long corrupt = reading.files().values().stream().filter(f -> f.startsWith("corrupt")).count();
      if (corrupt > 0) {
        said.add(corrupt + " corrupt");
      }
      said.addAll(reading.said());
      return String.join(", ", said);
    } catch (GranaryException e) {
      return e.code().name();
    }
  }
}
