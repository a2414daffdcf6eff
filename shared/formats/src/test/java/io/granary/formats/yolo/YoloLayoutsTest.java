package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where files lie. */
final class YoloLayoutsTest {
  private static final String ROW = "1 0.5 0.5 0.5 0.5\n";

  @Test
  void darknet() throws IOException {
    var files =
        new MemoryFiles()
            .with(
                "set/obj.data",
                """
                classes = 2
                train = data/train.txt
                valid=data/valid.txt
                names = data/obj.names
                extra = data/extra.txt
                backup = backup/
                """)
            .with("set/obj.names", "cat\ndog\n\n")
            .with("set/train.txt", "data/obj/a.jpg\n./obj/missing.jpg\n")
            .with("set/valid.txt", "/home/me/darknet/data/obj/b.jpg")
            .with("set/extra.txt", "C:\\darknet\\data\\obj\\c.jpg\r\n")
            .with("set/obj/a.txt", ROW)
            .with("set/obj/b.txt", ROW);
    Imported imported = Reading.read(files, "set/obj/a.jpg", "set/obj/b.jpg", "set/obj/c.jpg");

    assertThat(Reading.match(files, "set/obj/a.jpg").format()).isEqualTo("yolo_darknet");
    assertThat(imported.lines()).hasSize(2).allMatch(line -> line.contains("dog bbox"));
    assertThat(imported.classNames()).containsExactly("cat", "dog");
    assertThat(Reading.split(imported, 0)).isEqualTo("train");
    assertThat(Reading.split(imported, 1)).isEqualTo("val");
    assertThat(Reading.split(imported, 2)).isEqualTo("extra");
    assertThat(Reading.examples(imported, IssueCode.IMAGE_FILE_MISSING))
        .containsExactly("set/train.txt  There is no file './obj/missing.jpg'");
  }

  @Test
  void ultralyticsWithFoldersThatAreNamedFromElsewhere() throws IOException {
    Imported imported =
        Reading.read(
            new MemoryFiles()
                .with(
                    "coco8/data.yaml",
                    """
                    path: ../datasets/coco8
                    train: images/train2017
                    val: [images/val2017, more]
                    test: images/test
                    names: {0: cat, 1: dog}
                    """)
                .with("coco8/labels/train2017/a.txt", ROW)
                .with("coco8/labels/val2017/a.txt", ROW),
            "coco8/images/train2017/a.jpg",
            "coco8/images/val2017/a.jpg",
            "coco8/more/b.jpg");

    assertThat(imported.target().imported()).isEqualTo(2);
    assertThat(Reading.split(imported, 0)).isEqualTo("train");
    assertThat(Reading.split(imported, 1)).isEqualTo("val");
    assertThat(Reading.split(imported, 2)).isEqualTo("val");
    assertThat(Reading.examples(imported, IssueCode.IMAGE_FILE_MISSING))
        .containsExactly(
            "coco8/data.yaml  There is no list or folder of images 'images/test' for test");
  }

  @Test
  void roboflow() throws IOException {
    Imported imported =
        Reading.read(
            new MemoryFiles()
                .with(
                    "data.yaml",
                    """
                    train: ../train/images
                    val: ../valid/images
                    nc: 2
                    names: ['cat', 'dog']
                    roboflow:
                      workspace: w
                      version: 1
                    """)
                .with("README.roboflow.txt", "Rows 1 2 3 of words\n")
                .with("train/labels/a_jpg.rf.12.txt", ROW)
                .with("valid/labels/a.txt", ROW),
            "train/images/a_jpg.rf.12.jpg",
            "valid/images/a.jpg");

    assertThat(imported.target().imported()).isEqualTo(2);
    assertThat(Reading.split(imported, 0)).isEqualTo("train");
    assertThat(Reading.split(imported, 1)).isEqualTo("val");
    assertThat(imported.issues()).isEmpty();
  }

  @Test
  void listsOfPathsInTheFile() throws IOException {
    Imported imported =
        Reading.read(
            new MemoryFiles()
                .with(
                    "cfg/data.yml",
                    "train: [../lists/one.txt, ../lists/two.txt]\nvalidation: /data/x/val.txt\n"
                        + Reading.NAMES)
                .with("lists/one.txt", "./../images/a.jpg\n")
                .with("lists/two.txt", "/data/x/images/b.jpg\n")
                .with("val.txt", "./images/c.jpg")
                .with("labels/a.txt", ROW),
            "images/a.jpg",
            "images/b.jpg",
            "images/c.jpg");

    assertThat(Reading.split(imported, 0)).isEqualTo("train");
    assertThat(Reading.split(imported, 1)).isEqualTo("train");
    assertThat(Reading.split(imported, 2)).isEqualTo("val");
    assertThat(imported.classNames()).containsExactly("cat", "dog", "bird");
  }

  @Test
  void aSetWithoutAnyDescription() throws IOException {
    var files =
        new MemoryFiles()
            .with("labels/a.txt", ROW + "3 0.5 0.5 0.5 0.5\n")
            .with("train.txt", "images/a.jpg\n")
            .with("notes.txt", "Only words.");
    Imported imported = Reading.read(files, "images/a.jpg", "images/b.jpg");

    assertThat(Reading.match(files, "images/a.jpg").confidence()).isEqualTo(0.7);
    assertThat(imported.classNames()).containsExactly("class_1", "class_3");
    assertThat(Reading.examples(imported, IssueCode.FORMAT_AMBIGUOUS))
        .singleElement()
        .asString()
        .contains("There are no class names");
    assertThat(Reading.split(imported, 0)).isEqualTo("train");
    assertThat(Reading.split(imported, 1)).isNull();
    assertThat(imported.target().fileCount()).isEqualTo(2);
  }

  @Test
  void listsOfClassesThatToolsLeaveInFoldersOfLabels() throws IOException {
    var files =
        new MemoryFiles()
            .with("one/labels/classes.txt", "cat\ndog\n")
            .with("one/labels/a.txt", ROW)
            .with("two/train/_darknet.labels", "red\nblue\n")
            .with("two/train/b.txt", ROW);
    Imported imported = Reading.read(files, "one/images/a.jpg", "two/train/b.jpg");

    assertThat(imported.lines())
        .extracting(line -> line.split(" ")[1])
        .containsExactly("dog", "blue");
  }

  @Test
  void anImageBelongsToTheLabelFileInItsPlaceOnly() throws IOException {
    Imported imported =
        Reading.read(
            new MemoryFiles()
                .with("x/labels/a.txt", ROW)
                .with("y/labels/a.txt", "0 0.5 0.5 0.5 0.5")
                .with("classes.txt", "cat\ndog"),
            "x/images/a.jpg");

    assertThat(imported.lines()).hasSize(1).first().asString().contains("dog");
    assertThat(imported.count(IssueCode.UNKNOWN_IMAGE)).isEqualTo(1);
  }

  @Test
  void usedAreItsOwnFilesOnly() throws IOException {
    var reader =
        Reading.match(
                new MemoryFiles()
                    .with("data.yaml", "train: train.txt\nval: val\n" + Reading.NAMES)
                    .with("other.yaml", "a: b")
                    .with("train.txt", "./images/a.jpg")
                    .with("labels/a.txt", ROW),
                "images/a.jpg")
            .reader();

    assertThat(reader).isNotNull();
    assertThat(Objects.requireNonNull(reader).uses("data.yaml")).isTrue();
    assertThat(reader.uses("train.txt")).isTrue();
    assertThat(reader.uses("labels/a.txt")).isTrue();
    assertThat(reader.uses("labels/b.txt")).isTrue();
    assertThat(reader.uses("other.yaml")).isFalse();
    assertThat(reader.uses("README.txt")).isFalse();
    assertThat(reader.uses("labels/README.txt")).isFalse();
    assertThat(reader.uses("a.json")).isFalse();
  }
}
