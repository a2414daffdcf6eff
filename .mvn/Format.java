import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks ({@code check}) or rewrites ({@code write}) the format of every Java file under a root. */
final class Format {
  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    Path root = Path.of(args[1]);
    var formatter = new Formatter();
    List<Path> wrong = new ArrayList<>();
    for (Path file : sources(root)) {
      String before = Files.readString(file);
      String after =
          RemoveUnusedImports.removeUnusedImports(
              ImportOrderer.reorderImports(
                  formatter.formatSource(before), JavaFormatterOptions.Style.GOOGLE));
      if (after.equals(before)) {
        continue;
      }
      wrong.add(root.relativize(file));
      if (write) {
        Files.writeString(file, after);
      }
    }
    if (!write && !wrong.isEmpty()) {
      System.err.println("Not formatted (run: mvn -Pformat): " + wrong);
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String top : List.of("functions", "shared", "infra")) {
      Path folder = root.resolve(top);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (var files = Files.walk(folder)) {
        files
            .filter(f -> f.toString().endsWith(".java"))
            .filter(f -> !f.toString().contains("/target/"))
            .sorted()
            .forEach(found::add);
      }
    }
    return found;
  }
}
