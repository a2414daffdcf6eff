package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets that nobody here made; counts and outcomes are those of their README. */
final class RealDataTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @ParameterizedTest
  @CsvSource({
    "coco_instances, datumaro/coco_dataset/coco_instances, , 2, 3",
    "coco_roboflow, datumaro/coco_dataset/coco_roboflow, , 2, 3",
    "mmdet_coco, datumaro/coco_dataset/mmdet_coco, , 2, 3",
    "terrain1, sahi-coco, terrain1_coco.json terrain1.jpg, 1, 7",
    "terrain2, sahi-coco, terrain2_coco.json terrain2.png, 1, 5",
    "combined, sahi-coco, combined_coco.json terrain1.jpg terrain2.png, 2, 12"
  })
  void cocoSetsComeInWhole(String name, String folder, String files, int images, int annotations)
      throws IOException {
    var drops = new Drops(STACK, STACK.user("coco-" + name.replace('_', '-')));
    List<String> chosen = files == null ? List.of() : List.of(files.split(" "));

    JsonNode result =
        drops.take(
            name + ".zip", RealData.zip(folder, f -> chosen.isEmpty() || chosen.contains(f)));

    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(Drops.verdicts(result)).containsExactly(annotations, 0, 0);
    assertThat(Drops.issues(result)).isEmpty();
    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(images);
    assertThat(drops.annotations(Drops.dataset(result))).isEqualTo(annotations);
    assertThat(
            drops.count(
                "select count(*) from projects where dataset_id = ?", Drops.dataset(result)))
        .isEqualTo(1);
  }

  @Test
  void aListOfResultsIsNoDataset() throws IOException {
    var drops = new Drops(STACK, STACK.user("results"));
    byte[] zip =
        new SampleZip()
            .add("a.jpg", BadZips.PICTURE)
            .add(
                "results.json",
                RealData.folder("cocoapi-results/instances_val2014_fakebbox100_results.json"))
            .bytes();

    JsonNode result = drops.take("results.zip", zip);

    assertThat(Drops.issues(result)).containsExactly("ANNOTATION_RESULTS_FILE 1");
    assertThat(drops.annotations(Drops.dataset(result))).isZero();
  }

  @Test
  void everyOddZipEndsWithAnOutcome() throws IOException {
    var drops = new Drops(STACK, STACK.user("yauzl"));
    Map<String, String> outcomes = new TreeMap<>();
    for (String kind : List.of("success", "failure")) {
      for (Path file : RealData.files("yauzl-zips/" + kind, f -> f.endsWith(".zip"))) {
        String name = file.getFileName().toString();
        JsonNode result = drops.take(name, Files.readAllBytes(file));
        outcomes.put(
            name,
            result.path("code").asText("ready") + " " + String.join(", ", Drops.issues(result)));
      }
    }

    assertThat(outcomes)
        .hasSize(24)
        .containsEntry("absolute path atxt.zip", "ready ENTRY_UNSAFE_NAME 1")
        .containsEntry("invalid relative path xt.zip", "ready ENTRY_UNSAFE_NAME 1")
        .containsEntry("unsupported compression method 1.zip", "ready ENTRY_UNSUPPORTED 1")
        .containsEntry("strong encryption is not supported.zip", "ARCHIVE_ENCRYPTED ")
        .containsEntry("traditional-encryption.zip", "ARCHIVE_ENCRYPTED ")
        .containsEntry("traditional-encryption-and-compression.zip", "ARCHIVE_ENCRYPTED ")
        .containsEntry("empty.zip", "NO_SAMPLES_FOUND ")
        .containsEntry("zip64.zip", "ready ")
        .containsEntry("streaming.zip", "ready ")
        .containsEntry("windows-7-zip.zip", "ready ")
        .containsEntry("everything.zip", "ready FILE_IGNORED 1002");
    assertThat(outcomes.entrySet().stream().filter(e -> e.getKey().startsWith("End of central")))
        .allMatch(e -> e.getValue().startsWith("ARCHIVE_CORRUPT"));
  }

  @Test
  void brokenPicturesAreNamedAndGoodOnesKept() throws IOException {
    var drops = new Drops(STACK, STACK.user("pillow"));

    JsonNode result =
        drops.take("pillow.zip", RealData.zip("pillow-images", f -> !f.equals("LICENSE")));

    assertThat(Drops.issues(result)).containsExactly("IMAGE_CORRUPT 8");
    assertThat(
            result
                .path("upload_summary")
                .path("issues")
                .path(0)
                .path("examples")
                .findValuesAsText("path"))
        .containsExactlyInAnyOrder(
            "bmp/b/badbitcount.bmp",
            "bmp/b/badpalettesize.bmp",
            "bmp/b/shortfile.bmp",
            "broken.png",
            "broken_data_stream.png",
            "truncated_image.png",
            "truncated_jpeg.jpg",
            "unknown_compression_method.png");
    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(57);
  }

  @Test
  void photosOfEveryOrientationAreUpright() throws IOException {
    var drops = new Drops(STACK, STACK.user("exif"));

    JsonNode result =
        drops.take("exif.zip", RealData.zip("exif-orientation", f -> f.endsWith(".jpg")));

    assertThat(
            drops.count(
                "select count(*) from samples where width = 1800 and height = 1200"
                    + " and dataset_id = ?",
                Drops.dataset(result)))
        .isEqualTo(9);
    assertThat(
            drops.count(
                "select count(distinct orientation) from samples where dataset_id = ?",
                Drops.dataset(result)))
        .isEqualTo(8);
  }
}
