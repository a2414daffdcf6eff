package io.granary.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.IssueLog;
import io.granary.formats.Formats;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.Detection;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * COCO instances of the size of train2017, detected, parsed and judged, with nothing stored. Beside
 * it the floor, one pass of the JSON parser with nothing kept, and a peer: whatever the environment
 * variable {@code GRANARY_BENCH_PEER} names, called with the file.
 */
final class CocoParseBenchmark {
  private static final int IMAGES = 118_287;
  private static final int ANNOTATIONS = 860_001;

  void run() throws Exception {
    Path small = file(System.getenv("GRANARY_BENCH_COCO_TENTH"), 10);
    Path large = file(System.getenv("GRANARY_BENCH_COCO"), 1);
    // Once unseen, so that the compiler has done its work before anything counts.
    measure(small);
    Measure.print("COCO parse", "annotations", measure(small), measure(large));
    String peer = System.getenv("GRANARY_BENCH_PEER");
    if (peer != null) {
      System.out.printf("COCO parse, peer: %.2f s%n", Measure.seconds(() -> call(peer, large)));
    }
  }

  private static Path file(@Nullable String given, int part) throws IOException {
    if (given != null) {
      return Path.of(given);
    }
    Path file = Files.createTempFile("coco", ".json");
    file.toFile().deleteOnExit();
    CocoGenerator.write(file, IMAGES / part, ANNOTATIONS / part);
    return file;
  }

  private static Measure measure(Path file) throws Exception {
    var samples = new SampleIndex();
    for (String name : CocoGenerator.fileNames(file)) {
      samples.add(name, 0, 0);
    }
    long[] imported = new long[1];
    double seconds = Measure.seconds(() -> imported[0] = parse(file, samples));
    return new Measure(
        imported[0], seconds, Measure.seconds(() -> scan(file)), Measure.residentPeakMb());
  }

  private static long parse(Path file, SampleIndex samples) throws IOException {
    var target = new AnnotationImport(new UUID(1, 2), samples, new IssueLog(), _ -> {});
    var files = new OneFile(file);
    Match chosen = Detection.of(Formats.all(), files, samples, null).chosen().orElseThrow();
    java.util.Objects.requireNonNull(chosen.reader()).read(files, target);
    if (target.skipped() > 0) {
      throw new IllegalStateException("Skipped " + target.skipped());
    }
    return target.imported();
  }

  private static void scan(Path file) throws IOException {
    try (JsonParser parser =
        new JsonFactory()
            .createParser(new BufferedInputStream(Files.newInputStream(file), 1 << 18))) {
      double sum = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isNumeric()) {
          sum += parser.getDoubleValue();
        }
      }
      if (Double.isNaN(sum)) {
        throw new IllegalStateException("Not a number");
      }
    }
  }

  private static void call(String command, Path file) throws IOException, InterruptedException {
    int end =
        new ProcessBuilder("sh", "-c", command + " " + file)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (end != 0) {
      throw new IllegalStateException("The peer ended with " + end);
    }
  }

  /** A set whose only file is one on the disk. */
  private record OneFile(Path path) implements SetFiles {
    private SetFile file() {
      return new SetFile("annotations/instances_train.json", path.toFile().length(), true);
    }

    @Override
    public void list(Consumer<SetFile> visitor) {
      visitor.accept(file());
    }

    @Override
    public void read(Predicate<SetFile> wanted, Visitor visitor) throws IOException {
      if (wanted.test(file())) {
        visitor.visit(file(), content(file()));
      }
    }

    @Override
    public Optional<SetFile> find(String wanted) {
      return Optional.of(file()).filter(file -> file.path().equals(wanted));
    }

    @Override
    public Content content(SetFile file) {
      return () -> Files.newInputStream(path);
    }
  }
}
