package io.granary.deletion.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Readers of archives that this machine may have; what is not there is said and left out. */
final class ZipTools {
  private static final Logger LOG = LoggerFactory.getLogger(ZipTools.class);

  private ZipTools() {}

  /** Lets Info-ZIP and Python read every byte of an archive. */
  static void test(Path archive) {
    unzip(archive);
    run(
        List.of(
            "python3",
            "-c",
            "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)",
            archive.toString()),
        archive.getParent());
  }

  /** Lets Info-ZIP read every byte of an archive. */
  static void unzip(Path archive) {
    run(List.of("unzip", "-tqq", archive.toString()), archive.getParent());
  }

  /** Runs a program, which must succeed; says whether it is there. */
  static boolean run(List<String> command, Path folder) {
    Optional<Path> program =
        Stream.of(System.getenv("PATH").split(":", -1))
            .map(path -> Path.of(path, command.getFirst()))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      LOG.warn("Skipped {}: it is not installed", command.getFirst());
      return false;
    }
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(command.getFirst() + ": " + said).isZero();
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
