package io.granary.local;

import static java.util.Objects.requireNonNull;

import io.granary.testing.SampleZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders that nobody here made; only tests that skip without them ask for them. */
final class RealFolders {
  static final String VARIABLE = "GRANARY_TEST_DATA";

  private RealFolders() {}

  static Path of(String name) {
    return Path.of(requireNonNull(System.getenv(VARIABLE))).resolve(name);
  }

  /** All files of a folder, in their order. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** A folder as a ZIP. */
  static byte[] zip(String name) throws IOException {
    Path root = of(name);
    var zip = new SampleZip();
    for (Path file : files(root)) {
      zip.add(root.relativize(file).toString(), file);
    }
    return zip.bytes();
  }
}
