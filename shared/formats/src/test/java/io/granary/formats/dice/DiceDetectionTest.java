package io.granary.formats.dice;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.annotations.Detection;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.coco.CocoFormat;
import io.granary.formats.labelme.LabelmeFormat;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which sets are of DICE, and which of the formats that it is like. */
final class DiceDetectionTest {
  private static final List<AnnotationFormat> FORMATS =
      List.of(new DiceFormat(), new CocoFormat(), new LabelmeFormat());

  private static final String COCO =
      """
      {"images":[{"id":1,"file_name":"a.jpg"}],
       "categories":[{"id":%d,"name":"%s"}],"annotations":[]%s}
      """;

  private static final String LABELME =
      "{\"version\":\"5.5.0\",\"shapes\":[],\"imagePath\":\"%s\",\"imageData\":null}";

  private static String format(String file, String json, String... samples) throws IOException {
    return Detection.of(
            FORMATS, new MemoryFiles().with(file, json), Imported.samples(64, 48, samples), null)
        .chosen()
        .orElseThrow()
        .format();
  }

  @Test
  void plainCocoIsNoDice() throws IOException {
    String plain = COCO.formatted(1, "cat", "");

    assertThat(format("annotations/instances_train.json", plain, "a.jpg")).isEqualTo("coco");
    assertThat(format("annotations.json", plain, "a.jpg")).isEqualTo("coco");
    assertThat(format("annotations_detection.json", plain, "a.jpg")).isEqualTo("coco");
    assertThat(format("other.json", COCO.formatted(0, "__background__", ""), "a.jpg"))
        .isEqualTo("coco");
  }

  @Test
  void itsOwnMarksAreBelieved() throws IOException {
    String stored = COCO.formatted(1, "cat", ",\"storage_info\":{\"storage_type\":\"s3\"}");

    assertThat(format("annotations_pose.json", stored, "a.jpg")).isEqualTo("dice");
    assertThat(format("any name.json", stored, "a.jpg")).isEqualTo("dice");
    assertThat(format("annotations.json", COCO.formatted(0, "__background__", ""), "a.jpg"))
        .isEqualTo("dice");
    assertThat(format("annotations_classification.json", COCO.formatted(1, "x", ""), "a.jpg"))
        .isEqualTo("dice");
    assertThat(
            format(
                "x/any.json",
                "{\"images\":[{\"file_name\":\"a.jpg\",\"annotations\":[]}]}",
                "a.jpg"))
        .isEqualTo("dice");
  }

  @Test
  void aMarkBehindManyAnnotationsIsFoundByTheNameOfTheFile() throws IOException {
    String many = "{\"id\":1,\"image_id\":1,\"bbox\":[1,2,3,4]},".repeat(200_000);
    String json =
        "{\"images\":[{\"id\":1}],\"annotations\":[%s{}],\"storage_info\":{}}".formatted(many);

    assertThat(format("annotations_detection.json", json, "a.jpg")).isEqualTo("dice");
    assertThat(format("any.json", json, "a.jpg")).isEqualTo("coco");
  }

  @Test
  void filesOfOneImageAreDiceInItsFolders() throws IOException {
    assertThat(format("annotations/a.json", LABELME.formatted("a.jpg"), "images/a.jpg"))
        .isEqualTo("dice");
    assertThat(format("annotations/a.json", LABELME.formatted("a.jpg"), "annotations/a.jpg"))
        .isEqualTo("labelme");
    assertThat(format("images/a.json", LABELME.formatted("a.jpg"), "images/a.jpg"))
        .isEqualTo("labelme");
    assertThat(format("labels/a.json", LABELME.formatted("../images/a.jpg"), "images/a.jpg"))
        .isEqualTo("labelme");
  }

  @Test
  void somebodyMayAskForIt() throws IOException {
    var files = new MemoryFiles().with("a.json", COCO.formatted(1, "cat", ""));

    Detection detection = Detection.of(FORMATS, files, Imported.samples(1, 1, "a.jpg"), "dice");

    assertThat(detection.chosen().orElseThrow().format()).isEqualTo("dice");
    assertThat(
            Detection.of(FORMATS, new MemoryFiles(), Imported.samples(1, 1, "a.jpg"), null)
                .chosen())
        .isEmpty();
  }
}
