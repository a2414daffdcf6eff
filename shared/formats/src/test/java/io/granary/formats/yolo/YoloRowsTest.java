package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Rows one by one. */
final class YoloRowsTest {
  @Test
  void boxesAndOutlinesInOneFileStayWhatTheyAre() throws IOException {
    Imported imported =
        Reading.rows(
            "0 0.5 0.5 0.5 0.5", "1 0.25 0.5 0.5 0.5 0.5 1", "2 0.5 0.5 0.25 0.5", "0 0 0 1 0 0 1");

    assertThat(imported.lines())
        .containsExactly(
            "images/a.jpg cat bbox {\"x\":25,\"y\":12.5,\"width\":50,\"height\":25}",
            "images/a.jpg dog polygon {\"parts\":[[25,25,50,25,50,50]]}",
            "images/a.jpg bird bbox {\"x\":37.5,\"y\":12.5,\"width\":25,\"height\":25}",
            "images/a.jpg cat polygon {\"parts\":[[0,0,100,0,0,50]]}");
    assertThat(imported.issues()).isEmpty();
  }

  @Test
  void numbersHaveAnyDecimalForm() throws IOException {
    Imported imported =
        Reading.rows(
            "0 5e-01 .5 +0.5 1e-05",
            "\t1.0   0.5\t0.5 0.500000 0.25  ",
            "2 0.0 -0.001 0.5 0.5\r",
            "0 0.5 0.5 0.5 0.0000000000000000000000000000000000000000000000001");

    assertThat(imported.lines())
        .containsExactly(
            "images/a.jpg cat bbox {\"x\":25,\"y\":24.99975,\"width\":50,\"height\":0.0005}",
            "images/a.jpg dog bbox {\"x\":25,\"y\":18.75,\"width\":50,\"height\":12.5}",
            "images/a.jpg bird bbox {\"x\":-25,\"y\":-12.55,\"width\":50,\"height\":25}",
            "images/a.jpg cat bbox {\"x\":25,\"y\":25,\"width\":50,\"height\":5.0E-48}");
    assertThat(imported.count(IssueCode.BOX_OUT_OF_IMAGE)).isEqualTo(1);
  }

  @Test
  void aSixthColumnIsTheConfidence() throws IOException {
    Imported imported =
        Reading.rows("0 0.5 0.5 0.5 0.5 0.875", "1 0.5 0.5 0.5 0.5 1", "2 0.5 0.5 0.5 0.5 7");

    assertThat(imported.annotations().get(0).score()).isEqualTo(0.875);
    assertThat(imported.annotations().get(1).score()).isEqualTo(1);
    assertThat(imported.annotations().get(2).score()).isNull();
    assertThat(imported.annotations().get(2).attributes()).isEqualTo("{\"last_column\":7}");
  }

  @Test
  void rowsThatCannotBeReadAreCountedAndNamed() throws IOException {
    Imported imported =
        Reading.rows(
            "0 0.5 0.5 0.5 0.5",
            "0 0.5 0.5 0.5",
            "",
            "0 0.5 0.5 x 0.5",
            "0 nan 0.5 0.5 0.5",
            "0 0.5 0.5 0.5 1e999",
            "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7",
            "0x1p3 0.5 0.5 0.5 0.5",
            "1",
            "cat 0.5 0.5 0.5 0.5",
            "-1 0.5 0.5 0.5 0.5",
            "0.5 0.5 0.5 0.5 0.5",
            "0 0.5 0.5 0 0.5",
            "0 0.5 0.5 0.5 0.5");

    assertThat(imported.target().imported()).isEqualTo(1);
    assertThat(imported.target().skipped()).isEqualTo(12);
    assertThat(Reading.examples(imported, IssueCode.NOT_A_NUMBER))
        .hasSize(6)
        .startsWith("images/a.jpg labels/a.txt:2 [NaN, NaN, NaN, NaN]");
    assertThat(Reading.examples(imported, IssueCode.UNKNOWN_CLASS))
        .containsExactly(
            "images/a.jpg labels/a.txt:8 There is no class '0x1p3'",
            "images/a.jpg labels/a.txt:10 There is no class 'cat'",
            "images/a.jpg labels/a.txt:11 There is no class '-1'",
            "images/a.jpg labels/a.txt:12 There is no class '0.5'");
    assertThat(imported.count(IssueCode.BOX_WITHOUT_AREA)).isEqualTo(1);
    assertThat(imported.count(IssueCode.DUPLICATE_ANNOTATION)).isEqualTo(1);
  }

  @Test
  void hugeNumbersAreNotImported() throws IOException {
    Imported imported =
        Reading.rows(
            "0 0.5 0.5 0.5 0.5",
            "0 1e308 0.5 1e308 0.5",
            "99999999999999999999 0.5 0.5 0.5 0.5",
            "1 0.5 0.5 0.5 " + "9".repeat(500),
            "1 0.5 0.5 0.5 0.5 " + "0.5 ".repeat(200_001));

    assertThat(imported.target().imported()).isEqualTo(1);
    assertThat(imported.target().skipped()).isEqualTo(4);
  }

  @Test
  void aClassBeyondTheNamesIsUnknown() throws IOException {
    Imported imported = Reading.rows("2 0.5 0.5 0.5 0.5", "3 0.5 0.5 0.5 0.5");

    assertThat(imported.target().imported()).isEqualTo(1);
    assertThat(Reading.examples(imported, IssueCode.UNKNOWN_CLASS))
        .containsExactly("images/a.jpg labels/a.txt:2 There is no class '3'");
  }

  @Test
  void rowsOfAMissingImageAreSkipped() throws IOException {
    Imported imported =
        Reading.read(
            new MemoryFiles()
                .with("data.yaml", "train: images/train\nval: images/val\n" + Reading.NAMES)
                .with("labels/train/a.txt", "0 0.5 0.5 0.5 0.5")
                .with("labels/val/a.txt", "0 0.5 0.5 0.5 0.5")
                .with("labels/train/b.txt", "0 0.5 0.5 0.5 0.5\n1 0.5"),
            "images/train/a.jpg");

    assertThat(imported.target().imported()).isEqualTo(1);
    assertThat(imported.target().skipped()).isEqualTo(3);
    assertThat(Reading.examples(imported, IssueCode.UNKNOWN_IMAGE))
        .containsExactly(
            " labels/train/b.txt:1 There is no image 'images/train/b'",
            " labels/train/b.txt:2 There is no image 'images/train/b'",
            " labels/val/a.txt:1 There is no image 'images/val/a'");
  }

  @Test
  void emptyAndMissingFilesAreBackground() throws IOException {
    Imported imported =
        Reading.read(
            new MemoryFiles()
                .with("data.yaml", "train: images\nval: images\n" + Reading.NAMES)
                .with("labels/a.txt", "0 0.5 0.5 0.5 0.5")
                .with("labels/b.txt", "")
                .with("labels/c.txt", " \r\n\n"),
            "images/a.jpg",
            "images/b.jpg",
            "images/c.jpg",
            "images/d.jpg");

    assertThat(imported.target().imported()).isEqualTo(1);
    assertThat(imported.target().skipped()).isZero();
    assertThat(imported.count(IssueCode.UNKNOWN_IMAGE)).isZero();
  }

  @Test
  void anImageOfUnknownSizeHasNoPlaces() throws IOException {
    Imported imported =
        Imported.read(
            new YoloFormat(),
            new MemoryFiles().with("labels/a.txt", "0 0.5 0.5 0.5 0.5"),
            Imported.samples(0, 0, "images/a.jpg"));

    assertThat(Reading.examples(imported, IssueCode.NOT_A_NUMBER))
        .singleElement()
        .asString()
        .contains("labels/a.txt:1 (the size of the image is unknown)");
  }
}
