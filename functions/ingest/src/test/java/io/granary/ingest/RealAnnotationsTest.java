package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.TestStack;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Annotated sets that nobody here made, dropped whole; counts are those of their README. */
final class RealAnnotationsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bccd-voc | voc | 364 | 4886 | 2 | BOX_WITHOUT_AREA 2, FILE_IGNORED 2",
        "datumaro/voc_dataset/voc_dataset1 | voc | 2 | 3 | 0 |",
        "datumaro/voc_dataset/voc_dataset3 | voc | 1 | 1 | 0 |",
        "datumaro/yolo_dataset/strict | yolo_darknet | 1 | 2 | 0 |",
        "datumaro/yolo_dataset/labels | yolo_detect | 2 | 4 | 0 | FILE_IGNORED 1",
        "datumaro/yolo_dataset/annotations | yolo_detect | 1 | 2 | 0 |",
        "datumaro/cvat_dataset/for_images/export_project | cvat | 6 | 12 | 0 |",
        "datumaro/cvat_dataset/for_images/export_task | cvat | 2 | 2 | 2 | UNKNOWN_CLASS 2",
        "datumaro/imagenet_dataset | class_folders | 4 | 3 | 0 | CLASSES_FROM_FOLDERS 1, SAMPLE_WITHOUT_CLASS 1",
        "datumaro/image_dir_dataset | image_folder | 2 | 0 | 0 |",
        "datumaro/coco_dataset/coco | coco | 2 | 12 | 5 |",
        "datumaro/coco_dataset/coco_captions | coco | 2 | 3 | 0 |",
        "datumaro/coco_dataset/coco_image_info | coco | 2 | 0 | 0 |",
        "datumaro/coco_dataset/coco_labels | coco | 2 | 3 | 0 |",
        "datumaro/coco_dataset/coco_panoptic | coco | 2 | 3 | 0 | SEGMENTATION_INVALID 2",
        "datumaro/coco_dataset/coco_person_keypoints | coco | 2 | 3 | 0 |",
        "datumaro/coco_dataset/coco_stuff | coco | 2 | 2 | 0 |",
        "sahi-coco | coco | 3 | 12 | 24 | DUPLICATE_ANNOTATION 24, FILE_IGNORED 1"
      })
  void everySetIsRecognisedAndCounted(
      String folder, String format, int samples, int imported, int skipped, @Nullable String issues)
      throws IOException {
    var drops = new Drops(STACK, STACK.user("real" + Long.toString(System.nanoTime(), 36)));

    JsonNode result = drops.take("set.zip", RealData.zip(folder));

    assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("ready");
    String info =
        drops.text("select format_info::text from datasets where id = ?", Drops.dataset(result));
    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(samples);
    assertThat(info).contains("\"format\": \"" + format + "\"");
    assertThat(Drops.verdicts(result).subList(0, 2)).containsExactly(imported, skipped);
    assertThat(String.join(", ", Drops.issues(result))).isEqualTo(issues == null ? "" : issues);
  }
}
