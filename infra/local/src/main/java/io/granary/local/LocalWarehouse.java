package io.granary.local;

import io.granary.testing.SampleShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder whose files are the tables of {@code raw_data}. While it has none, a sample shop is
 * put there; what somebody has there is never touched.
 */
final class LocalWarehouse {
  private final Path folder;
  private final Path draft;
  private final Path complete;

  LocalWarehouse(Path home) {
    this.folder = home.resolve("warehouse").toAbsolutePath();
    this.draft = home.resolve("warehouse.draft");
    this.complete = home.resolve("warehouse.new");
  }

  Path folder() {
    return folder;
  }

  /** Makes the shop where it is wanted, or goes on where it was killed. */
  void fill(SampleShop shop) throws IOException {
    Files.createDirectories(folder);
    if (!Files.exists(complete)) {
      if (!files(folder).isEmpty()) {
        return;
      }
      shop.writeTo(draft);
      Files.move(draft, complete, StandardCopyOption.ATOMIC_MOVE);
    }
    for (Path file : files(complete)) {
      Path target = folder.resolve(file.getFileName());
      if (Files.exists(target)) {
        Files.delete(file);
      } else {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    Files.delete(complete);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
