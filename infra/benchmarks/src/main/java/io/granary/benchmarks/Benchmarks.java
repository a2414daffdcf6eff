package io.granary.benchmarks;

import io.granary.embedded.EmbeddedClient;
import java.nio.file.Path;
import java.time.Duration;

/** Runs the benchmark that is named, or all. */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(System.getProperty("granary.root", "."));
    try (var servers =
            EmbeddedClient.startOrJoin(
                new EmbeddedClient.Start(
                    root, root.resolve("target/benchmarks"), 0, true, Duration.ofSeconds(2)));
        var bench = Bench.open(servers)) {
      if (args[0].equals("coco") || args[0].equals("all")) {
        new CocoImportBenchmark(bench).run();
      }
      if (args[0].equals("zip") || args[0].equals("all")) {
        new ZipImportBenchmark(bench).run();
      }
    }
    System.exit(0);
  }
}
