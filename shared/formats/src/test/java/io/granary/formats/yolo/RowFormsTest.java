package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.Rle;
import io.granary.formats.geometry.RotatedBox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What rows the shapes become. */
final class RowFormsTest {
  private final Writing writing = new Writing();
  private final MemoryFiles files = writing.files();

  @Test
  void whatReachesOutIsCutAndTold() throws IOException {
    Receipt boxes =
        writing.write(
            YoloVariant.DETECT,
            Writing.sample(
                "a.jpg",
                "train",
                new Bbox(new Box(-10, 40, 20, 20)),
                new Bbox(new Box(200, 40, 20, 20)),
                new Bbox(new Box(-0.001, 0, 10, 50))));

    assertThat(files.text("a.txt")).isEqualTo("0 0.05 0.9 0.1 0.2\n0 0.04999 0.5 0.1 1\n");
    assertThat(boxes.changed())
        .containsOnly(Map.entry("Shapes were cut at the edge of their image.", 1L));
    assertThat(boxes.dropped())
        .containsOnly(Map.entry("Shapes without area on their image cannot be held.", 1L));
  }

  @Test
  void outlinesAreCutAlongTheEdge() throws IOException {
    Receipt receipt =
        writing.write(
            YoloVariant.SEGMENT,
            Writing.sample("a.jpg", "train", Writing.outline(50, 10, 150, 10, 150, 40, 50, 40)));

    assertThat(files.text("a.txt")).isEqualTo("0 0.5 0.2 1 0.2 1 0.8 0.5 0.8\n");
    assertThat(receipt.changed()).containsKey("Shapes were cut at the edge of their image.");
  }

  @Test
  void outlinesHoldBoxesPartsAndMasks() throws IOException {
    var parts =
        new Polygon(
            List.of(Writing.points(0, 0, 10, 0, 10, 5), Writing.points(50, 25, 60, 25, 60, 30)));
    var mask = new Mask(Rle.of(50, 100, new long[] {0, 5000}).orElseThrow());
    Receipt receipt =
        writing.write(
            YoloVariant.SEGMENT,
            Writing.sample("a.jpg", "train", Writing.OUTLINE, Writing.BOX, parts, mask));

    assertThat(files.text("a.txt").lines())
        .containsExactly(
            "0 0 0 0.5 0 0.5 0.5",
            "0 0.1 0.1 0.3 0.1 0.3 0.3 0.1 0.3",
            "0 0 0 0.1 0 0.1 0.1 0 0 0.5 0.5 0.6 0.5 0.6 0.6 0.5 0.5",
            "0 1 0 1 1 0 1 0 0");
    assertThat(receipt.in().values().stream().mapToLong(n -> n).sum()).isEqualTo(4);
    assertThat(receipt.out()).containsOnly(Map.entry(AnnotationType.POLYGON, 4L));
    assertThat(receipt.dropped()).isEmpty();
    assertThat(receipt.changed())
        .containsOnlyKeys(
            "Boxes became outlines.",
            "Masks became outlines.",
            "Outlines in several parts were joined by lines without width.");
  }

  @Test
  void boxesHoldWhateverHasOne() throws IOException {
    Receipt receipt =
        writing.write(
            YoloVariant.DETECT,
            Writing.sample("a.jpg", "train", Writing.BOX, Writing.OUTLINE, new Caption("A cat.")));

    assertThat(files.text("a.txt")).isEqualTo("0 0.2 0.2 0.2 0.2\n0 0.25 0.25 0.5 0.5\n");
    assertThat(receipt.changed()).containsOnly(Map.entry("Other shapes became their boxes.", 1L));
    assertThat(receipt.dropped()).hasSize(1);
  }

  @Test
  void posesHaveEquallyManyPoints() throws IOException {
    var two = new Keypoints(List.of(new Keypoint(10, 10, 2), new Keypoint(20, 20, 1)));
    var one = new Keypoints(List.of(new Keypoint(10, 10, 2)));
    Receipt receipt =
        writing.write(
            YoloVariant.POSE,
            Writing.sample("a.jpg", "train", two, Writing.BOX),
            Writing.sample("b.jpg", "val", one));

    assertThat(files.text("a.txt"))
        .isEqualTo("0 0.15 0.3 0.1 0.2 0.1 0.2 2 0.2 0.4 1\n0 0.2 0.2 0.2 0.2 0 0 0 0 0 0\n");
    assertThat(files.text("b.txt")).isEqualTo("0 0.1 0.2 0 0 0.1 0.2 2 0 0 0\n");
    assertThat(files.text("data.yaml")).contains("kpt_shape: [2, 3]\n");
    assertThat(receipt.changed().values()).containsOnly(1L).hasSize(2);
  }

  @Test
  void cornersHoldUprightBoxes() throws IOException {
    Receipt receipt =
        writing.write(
            YoloVariant.OBB,
            Writing.sample(
                "a.jpg",
                "train",
                new RotatedBox(Writing.points(0, 0, 10, 0, 10, 5, 0, 5)),
                Writing.BOX));

    assertThat(files.text("a.txt"))
        .isEqualTo("0 0 0 0.1 0 0.1 0.1 0 0.1\n0 0.1 0.1 0.3 0.1 0.3 0.3 0.1 0.3\n");
    assertThat(receipt.changed()).hasSize(1);
  }
}
