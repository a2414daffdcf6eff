package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One set of files, packed in every way: one digest. */
final class PackersTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @TempDir static Path folder;

  private static final Map<String, byte[]> FILES = files();
  private static String digest = "";

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    var coco = new SampleCoco().category(1, "disc");
    int id = 0;
    for (String name : new String[] {"train/a 1.png", "train/größe.png", "val/b+c.PNG"}) {
      id++;
      files.put("images/" + name, SampleImages.png(20, 10, id));
      coco.image(id, name, 20, 10).box(id, id, 1, 1, 1, 5, 5);
    }
    files.put("annotations/instances.json", coco.json().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** What the set is when every file of it is dropped by itself. */
  @BeforeAll
  static void writeTheFiles() throws IOException {
    var drops = new Drops(STACK, STACK.user("loose"));
    for (var file : FILES.entrySet()) {
      Path path = folder.resolve("set/" + file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
      drops.put("set/" + file.getKey(), file.getValue());
    }
    drops.put("set/_SUCCESS", new byte[0]);
    STACK.drain();
    JsonNode result = drops.result("set/_SUCCESS").orElseThrow();
    assertThat(Drops.verdicts(result)).containsExactly(3, 0, 0);
    digest = drops.digest(Drops.dataset(result));
  }

  private static void check(String file, byte[] archive) {
    var drops = new Drops(STACK, STACK.user("u" + Long.toString(System.nanoTime(), 36)));

    JsonNode result = drops.take(file, archive);

    assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("ready");
    assertThat(Drops.verdicts(result)).containsExactly(3, 0, 0);
    assertThat(drops.digest(Drops.dataset(result))).isEqualTo(digest);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "python3 | set.zip     | python3 -m zipfile -c $OUT set",
        "zip     | set.zip     | zip -q -r $OUT set",
        "jar     | set.zip     | jar -cMf $OUT set",
        "7z      | set.zip     | 7z a -bd -tzip $OUT set",
        "bsdtar  | set.zip     | bsdtar --format zip -cf $OUT set",
        "tar     | set.tar     | tar -cf $OUT set",
        "gzip    | set.tar.gz  | tar -czf $OUT -C set .",
        "gzip    | set.tgz     | tar --format=posix -czf $OUT set",
        "zstd    | set.tar.zst | tar -I zstd -cf $OUT set"
      })
  void whatAToolPacksIsTheSameDataset(String tool, String file, String command) throws Exception {
    assumeTrue(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, tool))),
        tool + " is not installed");
    Path archive = folder.resolve(tool + "-" + file);
    var process =
        new ProcessBuilder("sh", "-c", command.replace("$OUT", archive.toString()))
            .directory(folder.toFile())
            .inheritIO();
    process.environment().put("LC_ALL", "C.UTF-8");
    var started = process.start();
    assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(started.exitValue()).isZero();

    check(file, Files.readAllBytes(archive));
  }

  @Test
  void everyOddityAtOnceIsTheSameDataset() {
    var zip = new SampleZip();
    zip.add("Mein Ordner/Kopie/", new byte[0]).add("__MACOSX/Mein Ordner/._x.png", "junk");
    FILES.forEach(
        (path, content) ->
            zip.add(
                "Mein Ordner\\Kopie\\"
                    + Normalizer.normalize(path, Normalizer.Form.NFD).replace('/', '\\'),
                content));
    zip.add("Mein Ordner/Kopie/images/THUMBS.DB", "junk").add("Mein Ordner/.DS_Store", "junk");
    zip.add("Mein Ordner/Kopie/images/empty/", new byte[0]);

    check("odd.zip", zip.bytes());
  }
}
