package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which files beside the labels count, and for which images. */
final class YoloSideFilesTest {
  private static final String ROW = "1 0.5 0.5 0.5 0.5\n";

  @Test
  void anEmptyPathOfASplitIsNone() throws IOException {
    Imported imported =
        Reading.read(
            new MemoryFiles()
                .with("data.yaml", "train: train\nval: ''\ntest: ' '\n" + Reading.NAMES)
                .with("more/labels/a.txt", ROW),
            "more/images/a.jpg");

    assertThat(imported.target().imported()).isEqualTo(1);
    assertThat(Reading.split(imported, 0)).isNull();
  }

  @Test
  void manyOtherFilesDoNotHideTheOneThatCounts() throws IOException {
    for (String path : new String[] {"data.yaml", "set/data.yaml", "zebra.yml"}) {
      var files =
          new MemoryFiles().with(path, "train: images\n" + Reading.NAMES).with("labels/a.txt", ROW);
      for (int i = 0; i < 60; i++) {
        files.with("configs/%02d.yaml".formatted(i), "lr: 0.1\n");
      }

      assertThat(Reading.read(files, "images/a.jpg").classNames())
          .as(path)
          .containsExactly("cat", "dog", "bird");
    }
  }

  @Test
  void aLabelFileOfSeveralImagesIsTold() throws IOException {
    Imported imported =
        Reading.read(
            new MemoryFiles()
                .with("data.yaml", "train: images\n" + Reading.NAMES)
                .with("labels/a.txt", ROW + ROW.replace("1 ", "0 "))
                .with("labels/b.txt", ROW),
            "images/a.jpg",
            "images/a.png",
            "images/b.jpg");

    assertThat(imported.lines())
        .hasSize(3)
        .noneMatch(line -> line.startsWith("images/a.png"))
        .anyMatch(line -> line.startsWith("images/b.jpg"));
    assertThat(Reading.examples(imported, IssueCode.FORMAT_AMBIGUOUS))
        .containsExactly(
            "labels/a.txt  Images of several extensions have this name; only 'images/a.jpg' has"
                + " the rows");
  }
}
