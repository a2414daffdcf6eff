package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What files are written, and what the receipt says of the rest. */
final class YoloWriterTest {
  private final Writing writing = new Writing();
  private final MemoryFiles files = writing.files();

  @Test
  void theLayoutOfUltralytics() throws IOException {
    Receipt receipt =
        writing.write(
            YoloVariant.DETECT,
            Writing.sample("images/train/a.b.jpg", "train", Writing.BOX),
            Writing.sample("images/val/c.jpg", "val"),
            Writing.sample("x/images/images/d.png", "fold 1", Writing.BOX),
            Writing.sample("x/e.jpg", "train"));

    assertThat(files.paths())
        .containsExactly(
            "data.yaml",
            "labels/train/a.b.txt",
            "labels/val/c.txt",
            "split_0.txt",
            "train.txt",
            "val.txt",
            "x/e.txt",
            "x/images/labels/d.txt");
    assertThat(files.text("data.yaml"))
        .isEqualTo(
            """
            "fold 1": split_0.txt
            "train": train.txt
            "val": val.txt
            task: detect
            nc: 2
            names:
              0: "cat"
              1: "a \\"dog\\":\\u000A#"
            """);
    assertThat(files.text("train.txt")).isEqualTo("./images/train/a.b.jpg\n./x/e.jpg\n");
    assertThat(files.text("labels/train/a.b.txt")).isEqualTo("0 0.2 0.2 0.2 0.2\n");
    assertThat(files.text("labels/val/c.txt")).isEmpty();
    assertThat(receipt.samples()).isEqualTo(4);
    assertThat(receipt.out()).containsOnly(Map.entry(AnnotationType.BBOX, 2L));
    assertThat(receipt.changed()).isEmpty();
    assertThat(receipt.dropped()).isEmpty();
  }

  @Test
  void theLayoutOfDarknet() throws IOException {
    writing.write(YoloVariant.DARKNET, Writing.sample("images/a.jpg", "val", Writing.BOX));

    assertThat(files.paths())
        .containsExactly("images/a.txt", "obj.data", "obj.names", "train.txt", "val.txt");
    assertThat(files.text("obj.data"))
        .isEqualTo(
            """
            classes = 2
            train = train.txt
            valid = val.txt
            names = obj.names
            backup = backup/
            """);
    assertThat(files.text("obj.names")).isEqualTo("cat\na \"dog\": #\n");
    assertThat(files.text("val.txt")).isEqualTo("images/a.jpg\n");
  }

  @Test
  void aListGivesWayToALabelFileOfItsName() throws IOException {
    writing.write(YoloVariant.DETECT, Writing.sample("train.jpg", "train", Writing.BOX));

    assertThat(files.text("train.txt")).startsWith("0 ");
    assertThat(files.text("train_.txt")).isEqualTo("./train.jpg\n");
    assertThat(files.text("data.yaml")).contains("\"train\": train_.txt");
  }

  @Test
  void ofTwoSamplesWithOneLabelFileTheFirstHasIt() throws IOException {
    Receipt receipt =
        writing.write(
            YoloVariant.DETECT,
            Writing.sample("images/a.jpg", "train", Writing.BOX),
            Writing.sample("images/a.png", "train", Writing.OUTLINE));

    assertThat(files.text("labels/a.txt")).isEqualTo("0 0.2 0.2 0.2 0.2\n");
    assertThat(files.text("train.txt")).isEqualTo("./images/a.jpg\n");
    assertThat(receipt.samples()).isEqualTo(1);
    assertThat(receipt.dropped())
        .containsOnly(Map.entry("Their label file is that of another sample.", 1L));
    assertThat(receipt.changed())
        .containsKey("Samples that differ from another only in the extension have no labels.");
  }

  @Test
  void numbersOfClassesAreKeptWhereTheyHaveNoGaps() throws IOException {
    var swapped =
        new MemorySet(
            List.of(new ImportedClass("b", null, "1"), new ImportedClass("a", null, "0")),
            List.of(Writing.sample("a.jpg", "train", Writing.BOX)));
    var kept = new WriteOptions(WriteOptions.Ids.KEPT);
    new YoloWriter(YoloVariant.DETECT).write(swapped, files, kept);

    assertThat(files.text("a.txt")).startsWith("1 ");
    assertThat(files.text("data.yaml")).contains("names:\n  0: \"a\"\n  1: \"b\"\n");

    var gaps =
        new MemorySet(
            List.of(new ImportedClass("b", null, "7")),
            List.of(Writing.sample("a.jpg", "train", Writing.BOX)));
    Receipt receipt = new YoloWriter(YoloVariant.DETECT).write(gaps, new MemoryFiles(), kept);

    assertThat(receipt.changed())
        .containsKey("Classes were counted anew, as their numbers have gaps.");
  }

  @Test
  void whatRowsDoNotHaveIsTold() throws IOException {
    var full = new WrittenAnnotation(0, Writing.BOX, null, "{\"a\":1}", 0.5, true, "7");
    var classless = new WrittenAnnotation(-1, Writing.BOX, null, "{}", null, false, null);
    Receipt receipt =
        writing.write(
            YoloVariant.DETECT,
            new AnnotatedSample("a.jpg", null, 100, 50, List.of(full, classless)),
            new AnnotatedSample("b.jpg", null, 0, 0, List.of(full)));

    assertThat(receipt.changed())
        .containsOnlyKeys(
            "Attributes of annotations were left out.",
            "Scores were left out, as trainers refuse rows that have one.",
            "Crowds became single objects.",
            "Ids of annotations were left out.",
            "Samples without a split are listed in train.");
    assertThat(receipt.dropped())
        .containsOnlyKeys(
            "Annotations without a class cannot be held.", "The size of the image is not known.");
    assertThat(YoloWriter.all())
        .extracting(w -> w.name())
        .containsExactly("yolo_darknet", "yolo", "yolo_segment", "yolo_obb", "yolo_pose");
  }
}
