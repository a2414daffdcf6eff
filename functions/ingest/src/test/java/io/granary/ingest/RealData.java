package io.granary.ingest;

import static org.junit.jupiter.api.Assumptions.abort;

import io.granary.testing.SampleZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files that nobody here made; without them a test is skipped, and says so. */
final class RealData {
  private RealData() {}

  static Path folder(String name) {
    String data = System.getenv("GRANARY_TEST_DATA");
    return data == null ? abort("GRANARY_TEST_DATA is not set") : Path.of(data).resolve(name);
  }

  /** A folder as a ZIP. */
  static byte[] zip(String folder) throws IOException {
    return zip(folder, _ -> true);
  }

  /** The files of a folder whose names are chosen, as a ZIP. */
  static byte[] zip(String folder, Predicate<String> chosen) throws IOException {
    Path root = folder(folder);
    var zip = new SampleZip();
    for (Path file : files(folder, chosen)) {
      zip.add(root.relativize(file).toString(), file);
    }
    return zip.bytes();
  }

  static List<Path> files(String folder, Predicate<String> chosen) throws IOException {
    try (Stream<Path> files = Files.walk(folder(folder))) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> chosen.test(f.getFileName().toString()))
          .sorted()
          .toList();
    }
  }
}
