package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A set as det-mvtec whose annotation file has ids in the place of file names: its report says so,
 * it is deleted, and comes again with a file that is right.
 */
final class DetMvtecDeletionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final int IMAGES = 40;
  private static final int BOXES = 60;
  private static final String NAME = "det-mvtec";

  @Test
  void aSetThatWasCorruptIsDeletedAndComesAgainUnderItsName() throws IOException {
    SetOwner owner = SetOwner.of(STACK, "ann");
    UUID corrupt = owner.drop(NAME + ".zip", zip(Integer::toString));

    JsonNode report = owner.report(corrupt);
    assertThat(owner.issues(corrupt)).contains("ANNOTATION_FILE_NAME_MISMATCH 40");
    JsonNode mismatch =
        report
            .path("issues")
            .valueStream()
            .filter(each -> each.path("code").asText().equals("ANNOTATION_FILE_NAME_MISMATCH"))
            .findFirst()
            .orElseThrow();
    assertThat(mismatch.at("/examples/0/detail").asText())
        .isEqualTo("Image 1 has the file name '1', which is no file but an id");
    JsonNode was = owner.dataset(corrupt);
    assertThat(was.path("status").asText()).isEqualTo("ready");
    assertThat(was.path("total_samples").asInt()).isEqualTo(IMAGES);
    assertThat(was.path("labeled").asBoolean()).isFalse();
    String digest = owner.digest(corrupt);

    byte[] archive = owner.delete(corrupt, NAME);
    UUID right = owner.drop(NAME + ".zip", zip(DetMvtecDeletionTest::path));

    assertThat(right).isNotEqualTo(corrupt);
    JsonNode set = owner.dataset(right);
    assertThat(set.path("name").asText()).isEqualTo(NAME);
    assertThat(set.path("total_samples").asInt()).isEqualTo(IMAGES);
    assertThat(set.path("annotation_count").asInt()).isEqualTo(BOXES);
    assertThat(owner.issues(right))
        .contains("BACKGROUND_ENTRY 10")
        .noneMatch(each -> each.startsWith("ANNOTATION_FILE"));
    assertThat(owner.client().get("/api/datasets").json().path("total").asInt()).isEqualTo(1);
    assertThat(owner.client().get("/api/datasets/trash").json().at("/items/0/id").asText())
        .isEqualTo(corrupt.toString());

    // The old one is in nobody's way, and neither lost nor mixed with the new one.
    Answer restored = owner.client().post("/api/datasets/%s/restore".formatted(corrupt), "{}");
    assertThat(restored.code()).isEqualTo("DATASET_NAME_TAKEN");
    assertThat(restored.json().at("/errors/0/message").asText())
        .isEqualTo("is taken; 'det-mvtec-2' is free");
    UUID again = owner.drop("corrupt.zip", archive);
    assertThat(owner.digest(again)).isEqualTo(digest);
    assertThat(owner.dataset(right).path("annotation_count").asInt()).isEqualTo(BOXES);
  }

  private static String path(int image) {
    return image % 4 == 0
        ? "wood/good/%03d.png".formatted(image)
        : "zipper/broken teeth/%03d.png".formatted(image);
  }

  /** Every fourth image shows nothing, every other has two boxes. */
  private static byte[] zip(IntFunction<String> name) {
    var zip = new SampleZip();
    List<String> images = new ArrayList<>();
    for (int i = 1; i <= IMAGES; i++) {
      zip.add(path(i), SampleImages.png(256, 256, i));
      String annotations =
          i % 4 == 0
              ? "{\"id\":%d,\"class_id\":-1,\"class_name\":\"__background__\",\"is_background\":true}"
                  .formatted(2 * i)
              : box(2 * i, i) + "," + box(2 * i + 1, i);
      images.add(
          "{\"id\":%d,\"file_name\":\"%s\",\"width\":0,\"height\":0,\"split\":\"train\",\"annotations\":[%s]}"
              .formatted(i, name.apply(i), annotations));
    }
    return zip.add(
            "annotations.json",
            "{\"format_version\":\"1.0\",\"task_type\":\"object_detection\",\"classes\":[%s],\"images\":[%s]}"
                .formatted("{\"id\":0,\"name\":\"defect\"}", String.join(",", images)))
        .bytes();
  }

  private static String box(int id, int image) {
    return "{\"id\":%d,\"image_id\":%d,\"class_id\":0,\"bbox\":[%d,10,20,%d]}"
        .formatted(id, image, id, 30 + id);
  }
}
