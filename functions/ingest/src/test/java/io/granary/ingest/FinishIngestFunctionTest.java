package io.granary.ingest;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Drop;
import io.granary.database.DropRepository;
import io.granary.database.IngestRepository;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FinishIngestFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final byte[] PICTURE = SampleImages.jpeg(64, 48, 1);

  @Test
  void everyVerdictIsCountedAndNamed() {
    var drops = new Drops(STACK, STACK.user("ann"));
    var coco =
        new SampleCoco()
            .category(0, "zero")
            .category(74_673_216, "huge")
            .image(1, "a.jpg", 64, 48)
            .image(2, "b.jpg", 640, 480)
            .image(3, "missing.jpg", 64, 48)
            .box(1, 1, 0, 1, 2, 10, 10.25)
            .box(2, 1, 74_673_216, 60, 40, 10, 10)
            .box(3, 1, 0, 70, 50, 10, 10)
            .box(4, 1, 0, 1, 1, 0, 10)
            .box(5, 1, 0, 1, 1, -3, 10)
            .box(6, 1, 0, Double.NaN, 1, 3, 10)
            .box(7, 9, 0, 1, 1, 3, 10)
            .box(8, 3, 0, 1, 1, 3, 10)
            .box(9, 1, 5, 1, 1, 3, 10)
            .box(1, 1, 0, 5, 5, 5, 5)
            .box(10, 1, 0, 1, 2, 10, 10.25)
            .annotation(
                11, 2, 0, Map.of("segmentation", List.of(List.of(1, 1, 20.5, 1, 20.5, 30, 1, 30))))
            .annotation(12, 2, 0, Map.of("note", "no geometry"))
            .annotation(
                13,
                2,
                0,
                Map.of("segmentation", List.of(List.of(1, 1)), "bbox", new int[] {1, 1, 4, 4}));

    JsonNode result =
        drops.take(
            "verdicts.zip",
            new SampleZip()
                .add("images/a.jpg", PICTURE)
                .add("images/b.jpg", SampleImages.jpeg(64, 48, 2))
                .add("annotations/instances_all.json", coco.json().replace("\"NaN\"", "NaN"))
                .bytes());

    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(Drops.verdicts(result)).containsExactly(5, 9, 2);
    assertThat(Drops.issues(result))
        .containsExactlyInAnyOrder(
            "BOX_WITHOUT_AREA 2",
            "NOT_A_NUMBER 1",
            "BOX_OUT_OF_IMAGE 2",
            "BOX_COMPUTED 1",
            "SEGMENTATION_INVALID 1",
            "GEOMETRY_MISSING 1",
            "IMAGE_SIZE_MISMATCH 1",
            "UNKNOWN_IMAGE 2",
            "UNKNOWN_CLASS 1",
            "DUPLICATE_ANNOTATION_ID 1",
            "DUPLICATE_ANNOTATION 1",
            "IMAGE_FILE_MISSING 1");
    assertThat(drops.annotations(Drops.dataset(result))).isEqualTo(5);
  }

  @Test
  void fileNamesThatAreIdsAttachNothing() {
    var drops = new Drops(STACK, STACK.user("bea"));
    var coco = new SampleCoco().category(1, "x");
    var zip = new SampleZip();
    for (int i = 1; i <= 3; i++) {
      zip.add("photo-%d.jpg".formatted(i), SampleImages.jpeg(64, 48, i));
      coco.image(i, Integer.toString(i), 64, 48).box(i, i, 1, 1, 1, 5, 5);
    }

    JsonNode result = drops.take("ids.zip", zip.add("annotations.json", coco.json()).bytes());

    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(result.path("upload_summary").path("images_uploaded").asInt()).isEqualTo(3);
    assertThat(Drops.verdicts(result)).containsExactly(0, 3, 0);
    JsonNode issue = result.path("upload_summary").path("issues").path(0);
    assertThat(issue.path("code").asText()).isEqualTo("ANNOTATION_FILE_NAME_MISMATCH");
    assertThat(issue.path("count").asInt()).isEqualTo(3);
    assertThat(issue.path("examples")).hasSize(3);
    assertThat(drops.annotations(Drops.dataset(result))).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not JSON|oops|ANNOTATION_FILE_UNREADABLE",
        "truncated|{\"images\": [{\"id\": 1, \"file_name\": \"a.jpg\"}], \"annot|ANNOTATION_FILE_UNREADABLE",
        "trailing|{\"images\": [], \"categories\": [{\"id\": 1}]} x|ANNOTATION_FILE_UNREADABLE",
        "results|[{\"image_id\": 1, \"category_id\": 2, \"bbox\": [1, 2, 3, 4], \"score\": 0.5}]|ANNOTATION_RESULTS_FILE",
        "other|{\"name\": \"package\"}|ANNOTATION_FORMAT_UNKNOWN"
      })
  void aBadAnnotationFileLeavesTheImages(String name, String json, String code) {
    var drops = new Drops(STACK, STACK.user("cyn-" + name.replace(' ', '-').toLowerCase(ROOT)));

    JsonNode result =
        drops.take(
            name + ".zip", new SampleZip().add("a.jpg", PICTURE).add("coco.json", json).bytes());

    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(Drops.issues(result)).containsExactly(code + " 1");
    assertThat(Drops.verdicts(result)).containsExactly(0, 0, 0);
  }

  @Test
  void aFileThatIsNotUtf8ImportsNothing() {
    var drops = new Drops(STACK, STACK.user("dee"));
    String json =
        new SampleCoco()
            .category(1, "caf\u00e9")
            .image(1, "a.jpg", 64, 48)
            .box(1, 1, 1, 1, 1, 5, 5)
            .json();

    JsonNode result =
        drops.take(
            "latin.zip",
            new SampleZip()
                .add("a.jpg", PICTURE)
                .add("coco.json", json.getBytes(StandardCharsets.ISO_8859_1))
                .bytes());

    assertThat(Drops.issues(result)).containsExactly("ANNOTATION_FILE_UNREADABLE 1");
  }

  @Test
  void twoFilesOverTheSameImagesAreBothReadOnce() {
    var drops = new Drops(STACK, STACK.user("fay"));
    var first =
        new SampleCoco().category(1, "x").image(1, "a.jpg", 64, 48).box(1, 1, 1, 1, 1, 5, 5);
    var second =
        new SampleCoco()
            .category(7, "x")
            .image(4, "a.jpg", 64, 48)
            .box(1, 4, 7, 1, 1, 5, 5)
            .box(2, 4, 7, 8, 8, 5, 5);

    JsonNode result =
        drops.take(
            "two.zip",
            new SampleZip()
                .add("a.jpg", PICTURE)
                .add("one.json", first.json())
                .add("two.json", second.json())
                .bytes());

    assertThat(Drops.verdicts(result)).containsExactly(2, 1, 0);
    assertThat(Drops.issues(result))
        .containsExactlyInAnyOrder("DUPLICATE_ANNOTATION 1", "ANNOTATION_FILES_OVERLAP 1");
    assertThat(result.path("upload_summary").path("classes").asInt()).isEqualTo(1);
  }

  @Test
  void whatFollowsTheEndIsRepeatedUntilItIsDone() {
    var drops = new Drops(STACK, STACK.user("gil"));
    JsonNode result = drops.take("crash.zip", SampleCoco.zip(2));
    var ingest = STACK.bean(IngestRepository.class).newest(Drops.dataset(result)).orElseThrow();
    // As if the run had died after its transaction and before anything else.
    STACK.objects().delete(drops.key("crash.zip") + ".result.json");
    STACK.stack().executeAsOwner("update drops set result_written_at = null");

    STACK.bean(FinishIngest.class).run(ingest.id(), ingest.jobId());
    STACK.bean(FinishIngest.class).run(ingest.id(), ingest.jobId());

    assertThat(drops.result("crash.zip")).contains(result);
    assertThat(drops.annotations(Drops.dataset(result))).isEqualTo(4);
    assertThat(drops.datasets()).isEqualTo(1);
  }

  @Test
  void aResultOfAnEarlierAttemptThatComesLateDoesNotStay() {
    var drops = new Drops(STACK, STACK.user("hal"));
    JsonNode result = drops.take("slow.zip", SampleCoco.zip(2));
    var ingest = STACK.bean(IngestRepository.class).newest(Drops.dataset(result)).orElseThrow();
    Drop now = STACK.bean(DropRepository.class).ofIngest(ingest.id()).getFirst();
    STACK.stack().executeAsOwner("update drops set result_written_at = null");

    STACK
        .bean(Results.class)
        .write(
            new Drop(
                now.bucket(),
                now.key(),
                now.sequencer(),
                ingest.id(),
                "{\"status\": \"error\"}",
                null));

    assertThat(drops.result("slow.zip")).contains(result);
  }
}
