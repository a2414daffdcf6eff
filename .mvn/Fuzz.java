import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs each {@code *FuzzTest} of a module for some seconds, one after the other, each in a JVM of
 * its own because a fuzzer takes one test in its life. Ends with 1 when one of them found something.
 */
final class Fuzz {
  public static void main(String[] args) throws Exception {
    Path classes = Path.of(args[0]);
    List<String> found = new ArrayList<>();
    for (String test : tests(classes)) {
      System.out.println("Fuzzing " + test + " for " + args[1] + " s");
      if (run(test, args[1]) != 0) {
        found.add(test);
      }
    }
    if (!found.isEmpty()) {
      System.err.println("Found something; its input is kept beside the test: " + found);
      System.exit(1);
    }
  }

  private static List<String> tests(Path classes) throws IOException {
    if (!Files.isDirectory(classes)) {
      return List.of();
    }
    try (var files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith("FuzzTest.class"))
          .map(file -> file.substring(0, file.length() - 6).replace('/', '.').replace('\\', '.'))
          .sorted()
          .toList();
    }
  }

  private static int run(String test, String seconds) throws IOException, InterruptedException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx768m",
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + test,
            "--instrumentation_includes=" + instrumented(test),
            "-max_total_time=" + seconds,
            "-timeout=30",
            "-print_final_stats=1")
        .inheritIO()
        .start()
        .waitFor();
  }

  /** What a test is about; more than that breaks records of other packages in some JDKs. */
  private static String instrumented(String test) {
    return test.substring(0, test.lastIndexOf('.'))
        + ".**:io.granary.formats.xml.**:io.granary.formats.yaml.**:io.airlift.**";
  }
}
