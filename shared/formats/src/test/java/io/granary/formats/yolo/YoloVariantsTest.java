package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationType;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Boxes, outlines, boxes at any angle and poses, told apart. */
final class YoloVariantsTest {
  private static final String RECTANGLE = "0 0.2 0.2 0.6 0.2 0.6 0.6 0.2 0.6\n";
  private static final String KITE = "0 0.5 0.1 0.6 0.2 0.5 0.9 0.4 0.2\n";

  private static MemoryFiles set(String yaml, String rows) {
    return new MemoryFiles()
        .with("data.yaml", "train: images\nval: images\nnames: [person, dog]\n" + yaml)
        .with("labels/a.txt", rows);
  }

  private static Match match(String yaml, String rows) throws IOException {
    return Reading.match(set(yaml, rows), "images/a.jpg");
  }

  private static Imported read(String yaml, String rows) throws IOException {
    return Reading.read(set(yaml, rows), "images/a.jpg");
  }

  @Test
  void rowsOfNineColumnsThatAreRectanglesAreBoxesAtAnyAngle() throws IOException {
    Match match = match("", RECTANGLE);
    Imported imported = read("", RECTANGLE);

    assertThat(match.format()).isEqualTo("yolo_obb");
    assertThat(match.confidence()).isEqualTo(0.8);
    assertThat(match.reason()).contains("rows of 9 columns may be boxes at any angle");
    assertThat(imported.annotations().getFirst().type()).isEqualTo(AnnotationType.ROTATED_BBOX);
    assertThat(imported.lines())
        .containsExactly(
            "images/a.jpg person rotated_bbox {\"points\":[[20,10],[60,10],[60,30],[20,30]]}");
    assertThat(imported.count(IssueCode.FORMAT_AMBIGUOUS)).isEqualTo(1);
  }

  @Test
  void rowsOfNineColumnsOfWhichOneIsNoRectangleAreOutlines() throws IOException {
    Match match = match("", RECTANGLE + KITE);
    Imported imported = read("", RECTANGLE + KITE);

    assertThat(match.format()).isEqualTo("yolo_segment");
    assertThat(match.confidence()).isLessThan(1);
    assertThat(imported.annotations())
        .extracting(a -> a.type())
        .containsOnly(AnnotationType.POLYGON);
    assertThat(imported.count(IssueCode.FORMAT_AMBIGUOUS)).isEqualTo(1);
  }

  @Test
  void aRectangleIsOneInPixels() throws IOException {
    // Turned by 45 degrees on an image of 100 by 50; no rectangle by its normalised numbers.
    String turned = "0 0.5 0.2 0.7 0.6 0.6 0.8 0.4 0.4\n";

    assertThat(match("", turned).format()).isEqualTo("yolo_obb");
  }

  @Test
  void theTaskInTheFileDecides() throws IOException {
    assertThat(match("task: segment\n", RECTANGLE).format()).isEqualTo("yolo_segment");
    assertThat(match("task: segment\n", RECTANGLE).confidence()).isEqualTo(1);
    assertThat(read("task: segment\n", RECTANGLE).count(IssueCode.FORMAT_AMBIGUOUS)).isZero();
    assertThat(match("task: obb\n", KITE).format()).isEqualTo("yolo_obb");
    assertThat(read("task: obb\n", KITE).annotations().getFirst().type())
        .isEqualTo(AnnotationType.ROTATED_BBOX);
  }

  @Test
  void theHintDecidesOverAll() throws IOException {
    MemoryFiles files = set("task: obb\n", RECTANGLE);
    Imported imported = Reading.read("yolo_segment", files, "images/a.jpg");

    assertThat(Reading.match("yolo_segment", files, "images/a.jpg").format())
        .isEqualTo("yolo_segment");
    assertThat(imported.annotations().getFirst().type()).isEqualTo(AnnotationType.POLYGON);
    assertThat(imported.count(IssueCode.FORMAT_AMBIGUOUS)).isZero();
  }

  @Test
  void aHintMakesBoxesAtAnyAngleOfAnyFourPoints() throws IOException {
    Imported imported = Reading.read("yolo_obb", set("", KITE + "1 .5 .5 .5 .5"), "images/a.jpg");

    assertThat(imported.annotations())
        .extracting(a -> a.type())
        .containsExactly(AnnotationType.ROTATED_BBOX, AnnotationType.BBOX);
    assertThat(imported.count(IssueCode.FORMAT_AMBIGUOUS)).isZero();
  }

  @Test
  void longerRowsAreOutlinesWithoutDoubt() throws IOException {
    Match match = match("", KITE + "1 0.1 0.1 0.2 0.2 0.3 0.1\n0 0.5 0.5 0.1 0.1");

    assertThat(match.format()).isEqualTo("yolo_segment");
    assertThat(match.confidence()).isEqualTo(1);
  }

  @Test
  void boxesAtAnyAngleMayHaveAConfidence() throws IOException {
    Imported imported = read("task: obb\n", RECTANGLE.strip() + " 0.75");

    assertThat(imported.annotations().getFirst().type()).isEqualTo(AnnotationType.ROTATED_BBOX);
    assertThat(imported.annotations().getFirst().score()).isEqualTo(0.75);
  }

  @Test
  void posesKeepTheirBoxAndTheNamesOfTheirPoints() throws IOException {
    Imported imported =
        read(
            "kpt_shape: [2, 3]\nflip_idx: [1, 0]\nkpt_names: {0: [left, right]}\n",
            "0 0.5 0.5 0.5 0.5 0.1 0.2 2 0.3 0.4 1\n0 0.5 0.5 0.4 0.4\n0 .1 .1 .1 .1 0 0 0 1 1 .9 .5");

    assertThat(imported.lines())
        .containsExactly(
            "images/a.jpg person keypoints {\"points\":[[10,10,2],[30,20,1]]}",
            "images/a.jpg person bbox {\"x\":30,\"y\":15,\"width\":40,\"height\":20}",
            "images/a.jpg person keypoints {\"points\":[[0,0,0],[100,50,2]]}");
    assertThat(String.valueOf(imported.annotations().getFirst().box()))
        .isEqualTo("[25, 12.5, 50, 25]");
    assertThat(imported.annotations().get(2).score()).isEqualTo(0.5);
    assertThat(imported.target().classes().getFirst().keypoints()).containsExactly("left", "right");
    assertThat(imported.target().classes().get(1).keypoints()).isEmpty();
  }

  @Test
  void withTwoDimensionsANegativePlaceIsNotVisible() throws IOException {
    Imported imported = read("kpt_shape: [2, 2]\n", "0 0.5 0.5 0.5 0.5 0.5 0.5 -0.5 -0.5");

    assertThat(imported.lines())
        .containsExactly("images/a.jpg person keypoints {\"points\":[[50,25,2],[-50,-25,0]]}");
  }

  @Test
  void posesOfTheWrongLengthAreSkipped() throws IOException {
    Imported imported = read("kpt_shape: [2, 3]\n", "0 0.5 0.5 0.5 0.5 0.1 0.2 2 0.3 0.4");

    assertThat(imported.target().skipped()).isEqualTo(1);
  }

  @Test
  void posesWithoutAShapeAreSeenByTheirVisibilities() throws IOException {
    String rows = "0 0.5 0.5 0.5 0.5 0.1 0.2 2 0.3 0.4 0\n0 0.4 0.5 0.5 0.5 0.1 0.2 1 0.3 0.4 2\n";
    Match match = match("", rows);

    assertThat(match.format()).isEqualTo("yolo_pose");
    assertThat(match.confidence()).isLessThan(1);
    assertThat(read("", rows).count(IssueCode.FORMAT_AMBIGUOUS)).isEqualTo(1);
    assertThat(read("", rows).annotations().getFirst().type()).isEqualTo(AnnotationType.KEYPOINTS);
  }

  @Test
  void posesOfTwoDimensionsWithoutAShapeAreInDoubt() throws IOException {
    String rows =
        "0 0.5 0.5 0.5 0.5 0.1 0.2 0.3 0.4 0.5 0.6\n0 0.6 0.5 0.5 0.5 0.1 0.2 0.3 0.4 0.5 0.6";
    Imported asked = Reading.read("yolo_pose", set("", rows), "images/a.jpg");

    assertThat(match("", rows).format()).isEqualTo("yolo_segment");
    assertThat(match("", rows).confidence()).isLessThan(1);
    assertThat(asked.annotations().getFirst().type()).isEqualTo(AnnotationType.KEYPOINTS);
    assertThat(Reading.examples(asked, IssueCode.FORMAT_AMBIGUOUS))
        .containsExactly("labels/a.txt  there is no kpt_shape; it is taken to be [3, 2]");
  }
}
