package io.granary.formats.coco;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** COCO of all tasks, as others have written it. */
@EnabledIfEnvironmentVariable(named = "GRANARY_TEST_DATA", matches = ".+")
final class RealCocoTest {
  @ParameterizedTest
  @CsvSource({
    "coco_captions, 3, 'caption=3'",
    "coco_image_info, 0, ''",
    "coco_instances, 3, 'bbox=1 mask=1 polygon=1'",
    "coco_labels, 3, 'class=3'",
    // The picture of a.jpg has another size, so that its segment is left with its box.
    "coco_panoptic, 3, 'bbox=1 mask=2'",
    "coco_person_keypoints, 3, 'keypoints=3'",
    "coco_stuff, 2, 'mask=2'",
    "coco_roboflow, 3, 'bbox=1 mask=1 polygon=1'",
    "mmdet_coco, 3, 'bbox=1 mask=1 polygon=1'"
  })
  void everyTaskIsRead(String set, int annotations, String types) throws IOException {
    Imported imported = read("datumaro/coco_dataset/" + set);

    assertThat(imported.target().imported()).isEqualTo(annotations);
    assertThat(imported.target().skipped()).isZero();
    Map<String, Integer> counts = new TreeMap<>();
    imported.annotations().forEach(a -> counts.merge(a.type().toString(), 1, Integer::sum));
    assertThat(counts.toString()).isEqualTo("{" + types.replace(" ", ", ") + "}");
    assertThat(imported.target().splits().of(0).or(() -> Optional.of("train"))).hasValue("train");
    assertThat(imported.target().splits().of(1).or(() -> Optional.of("val"))).hasValue("val");
  }

  @Test
  void filesOfSeveralTasksAreOneSet() throws IOException {
    Imported imported = read("datumaro/coco_dataset/coco");

    // Instances are joined with their keypoints, and stuff with its panoptic segments.
    assertThat(imported.target().imported()).isEqualTo(12);
    assertThat(imported.target().skipped()).isEqualTo(5);
    assertThat(imported.classNames()).containsExactly("a", "b", "c");
    assertThat(imported.lines())
        .contains(
            "images/val/b.jpg a keypoints {\"points\":[[1,2,2],[3,4,2],[2,3,2]]}",
            "images/val/b.jpg - caption {\"text\":\"text\"}",
            "images/val/b.jpg b mask {\"size\":[10,5],\"counts\":\"d0d0:\"}");
    assertThat(imported.annotations().get(1).attributes())
        .isEqualTo(
            "{\"x\":1,\"y\":\"hello\",\"segmentation\":{\"type\":\"polygon\",\"geometry\":"
                + "{\"parts\":[[0,0,1,0,1,2,0,2]]}}}");
  }

  private static Imported read(String folder) throws IOException {
    Path root = Path.of(Objects.requireNonNull(System.getenv("GRANARY_TEST_DATA"))).resolve(folder);
    MemoryFiles files =
        MemoryFiles.of(root, path -> path.endsWith(".json") || path.contains("panoptic_"));
    var samples = new SampleIndex();
    for (String path : MemoryFiles.of(root, name -> name.endsWith(".jpg")).paths()) {
      boolean isWide = path.endsWith("a.jpg");
      samples.add(path, isWide ? 10 : 5, isWide ? 5 : 10);
    }
    return Imported.read(new CocoFormat(), files, samples);
  }
}
