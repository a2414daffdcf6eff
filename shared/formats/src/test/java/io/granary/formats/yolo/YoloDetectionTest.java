package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is of the format and what is not. */
final class YoloDetectionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "A cat on a mat.\nIt sleeps.",
        "Car 0.00 0 -1.58 587.01 173.33 614.12 200.12 1.65 1.67 3.64 -0.65 1.71 46.70 -1.59",
        "684,8,273,116,0,0,0,0",
        "2753 2408 2861 2385 2888 2468 2805 2502 plane 0",
        "12.5 3.25 8.75 0.5 1.0",
        "1 2 3 4 5\n6 7 8 9 10",
        "0 0.5 0.5"
      })
  void otherTextsBesideImagesAreNot(String text) throws IOException {
    for (String folder : new String[] {"labels/", "images/", ""}) {
      var files = new MemoryFiles().with(folder + "a.txt", text).with(folder + "b.txt", text);
      Match match = Reading.match(files, "images/a.jpg", "images/b.jpg");

      assertThat(match.reader()).as(folder).isNull();
      assertThat(match.format()).isEqualTo("yolo");
      assertThat(match.reason()).contains("has no rows");
    }
  }

  @Test
  void aSetWithoutTextsIsNot() throws IOException {
    Match match = Reading.match(new MemoryFiles().with("a.json", "{}"), "a.jpg");

    assertThat(match.reader()).isNull();
    assertThat(match.reason()).isEqualTo("there are no label files with rows of numbers");
  }

  @Test
  void fewLabelFilesAreOpenedOfMany() throws IOException {
    var files = new MemoryFiles().with("classes.txt", "cat");
    for (int i = 0; i < 1000; i++) {
      files.with("labels/%d.txt".formatted(i), "0 0.5 0.5 0.5 0.5");
    }
    var opened = new HashSet<String>();
    var scout = new YoloFormat().scout(null);
    files.list(scout::see);
    Match match = scout.conclude(new Watched(files, opened), new SampleIndex());

    assertThat(match.format()).isEqualTo("yolo_detect");
    assertThat(match.confidence()).isEqualTo(0.9);
    assertThat(opened).hasSize(51);
  }

  @Test
  void theSampleIsFromAllOverTheSet() throws IOException {
    var files = new MemoryFiles();
    for (int i = 0; i < 1000; i++) {
      String outline = "0 0.1 0.1 0.2 0.3 0.4 0.5 0.3 0.2 0.1 0.05";
      files.with("labels/%04d.txt".formatted(i), i < 500 ? "0 0.5 0.5 0.5 0.5" : outline);
    }

    assertThat(Reading.match(files).format()).isEqualTo("yolo_segment");
  }

  @Test
  void aDescriptionAloneIsWeak() throws IOException {
    Match match =
        Reading.match(
            new MemoryFiles().with("data.yaml", "train: images\nval: images\nnames: [cat]"),
            "images/a.jpg");

    assertThat(match.confidence()).isEqualTo(0.3);
  }

  @Test
  void whoAsksForItGetsIt() throws IOException {
    var files = new MemoryFiles().with("labels/a.txt", "what is this");

    assertThat(Reading.match("yolo", files, "images/a.jpg").reader()).isNotNull();
    assertThat(new YoloFormat().hints())
        .containsExactly(
            "yolo", "yolo_darknet", "yolo_detect", "yolo_segment", "yolo_obb", "yolo_pose");
  }

  private record Watched(MemoryFiles files, Set<String> opened) implements SetFiles {
    @Override
    public void list(Consumer<SetFile> visitor) {
      files.list(visitor);
    }

    @Override
    public void read(Predicate<SetFile> wanted, Visitor visitor) throws IOException {
      files.read(wanted, visitor);
    }

    @Override
    public Optional<SetFile> find(String path) {
      return files.find(path);
    }

    @Override
    public Content content(SetFile file) {
      opened.add(file.path());
      return files.content(file);
    }
  }
}
