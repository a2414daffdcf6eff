package io.granary.benchmarks;

import io.granary.benchmarks.ZipImportBenchmark.Shape;
import io.granary.embedded.EmbeddedClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Runs the benchmark that is named, or all. */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("coco-parse")) {
      new CocoParseBenchmark().run();
      System.exit(0);
    }
    if (args[0].equals("warehouse")) {
      new WarehouseBenchmark().run();
      System.exit(0);
    }
    Path root = Path.of(System.getProperty("granary.root", "."));
    Path home = root.resolve("target/benchmarks");
    clear(home);
    try (var servers =
            EmbeddedClient.startOrJoin(
                new EmbeddedClient.Start(root, home, 0, true, Duration.ofSeconds(2)));
        var bench = Bench.open(servers)) {
      if (args[0].equals("coco") || args[0].equals("all")) {
        new CocoImportBenchmark(bench).run();
      }
      if (args[0].equals("zip") || args[0].equals("all")) {
        new ZipImportBenchmark(bench, Shape.MANY).run();
      }
      if (args[0].equals("zip-large")) {
        new ZipImportBenchmark(bench, Shape.LARGE).run();
      }
      if (args[0].equals("purge") || args[0].equals("all")) {
        new PurgeBenchmark(bench, home.resolve("objects")).run();
      }
      if (args[0].equals("requests") || args[0].equals("all")) {
        new RequestsBenchmark(bench).run();
      }
      if (args[0].equals("start") || args[0].equals("all")) {
        new StartBenchmark(bench, root, home.resolve("start")).run();
      }
    }
    System.exit(0);
  }

  /** Each run begins with empty stores, so that none pays for what an earlier one has left. */
  private static void clear(Path home) throws IOException {
    if (Files.exists(home)) {
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
