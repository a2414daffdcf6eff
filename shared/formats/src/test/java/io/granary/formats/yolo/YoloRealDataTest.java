package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Box;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The sets of Datumaro: images of 15 by 10 pixels, ten classes. */
@EnabledIfEnvironmentVariable(named = "GRANARY_TEST_DATA", matches = ".+")
final class YoloRealDataTest {
  private static Imported read(String set) throws IOException {
    Path folder =
        Path.of(System.getenv("GRANARY_TEST_DATA"), "datumaro", "yolo_dataset").resolve(set);
    var samples = new SampleIndex();
    try (Stream<Path> all = Files.walk(folder)) {
      all.map(file -> folder.relativize(file).toString())
          .filter(path -> path.endsWith(".jpg"))
          .sorted()
          .forEach(path -> samples.add(path, 15, 10));
    }
    return Imported.read(
        new YoloFormat(), MemoryFiles.of(folder, path -> !path.endsWith(".jpg")), samples);
  }

  private static void has(Imported imported, List<String> samples) {
    assertThat(imported.classNames()).hasSize(10).startsWith("label_0", "label_1");
    SampleIndex index = imported.target().samples();
    assertThat(imported.annotations())
        .extracting(a -> index.path(a.sample()) + " " + a.labelClass() + " " + rounded(a.box()))
        .containsExactlyElementsOf(
            samples.stream()
                .flatMap(s -> Stream.of(s + " 2 [0, 2, 4, 2]", s + " 4 [3, 3, 2, 3]"))
                .toList());
    assertThat(imported.target().imported()).isEqualTo(2L * samples.size());
    assertThat(imported.target().skipped()).isZero();
    assertThat(imported.issues()).isEmpty();
  }

  /** The files have six digits. */
  private static String rounded(@Nullable Box box) {
    Objects.requireNonNull(box);
    return Stream.of(box.x(), box.y(), box.width(), box.height())
        .map(Math::round)
        .toList()
        .toString();
  }

  @Test
  void strict() throws IOException {
    Imported imported = read("strict");

    has(imported, List.of("obj_train_data/1.jpg"));
    assertThat(Reading.split(imported, 0)).isEqualTo("train");
  }

  @Test
  void labels() throws IOException {
    has(read("labels"), List.of("images/train/1.jpg", "images/val/1.jpg"));
  }

  @Test
  void annotations() throws IOException {
    has(read("annotations"), List.of("Images/1.jpg"));
  }

  @Test
  void allTogether() throws IOException {
    Imported imported = read(".");

    assertThat(imported.target().imported()).isEqualTo(8);
    assertThat(imported.target().skipped()).isZero();
    assertThat(imported.count(IssueCode.UNKNOWN_IMAGE)).isZero();
  }
}
