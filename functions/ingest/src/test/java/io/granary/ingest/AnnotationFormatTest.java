package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that can be read in two ways: one is chosen and told, and a request may decide. */
final class AnnotationFormatTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  /** Four points that are no rectangle: an outline, or a turned box that was drawn badly. */
  static byte[] zip() {
    return new SampleZip()
        .add("images/train/a.png", SampleImages.png(100, 50, 1))
        .add("images/val/b.png", SampleImages.png(100, 50, 2))
        .add(
            "data.yaml",
            "names: [boat]\ntrain: images/train\nval: images/val\n"
                .getBytes(StandardCharsets.UTF_8))
        .add(
            "labels/train/a.txt",
            "0 0.1 0.1 0.5 0.2 0.6 0.8 0.1 0.9\n".getBytes(StandardCharsets.UTF_8))
        .bytes();
  }

  private static JsonNode upload(ApiClient client, String name, Map<String, String> fields)
      throws IOException {
    var form = new Form().field("dataset_name", name);
    for (var field : fields.entrySet()) {
      form.field(field.getKey(), field.getValue());
    }
    Answer answer =
        Form.upload(STACK, client, form.file("files", "set.zip", zip()).bytes(), Map.of());
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
    return answer.json();
  }

  private static List<String> types(JsonNode uploaded) {
    String dataset = Objects.requireNonNull(uploaded.path("dataset_id").textValue());
    var types = new ArrayList<String>();
    types.add(
        new Drops(STACK, STACK.user("t" + Long.toString(System.nanoTime(), 36)))
            .text(
                "select string_agg(type, ',') from annotations where dataset_id = ?::uuid",
                dataset));
    return types;
  }

  @Test
  void whatIsChosenIsTold() throws IOException {
    JsonNode uploaded = upload(STACK.signedIn("amb"), "guessed", Map.of());

    assertThat(uploaded.path("upload_summary").path("issues").findValuesAsText("code"))
        .containsExactly("FORMAT_AMBIGUOUS");
    assertThat(types(uploaded)).containsExactly("polygon");
  }

  @Test
  void aRequestDecides() throws IOException {
    ApiClient client = STACK.signedIn("sure");
    JsonNode uploaded = upload(client, "told", Map.of("annotation_format", "yolo_obb"));

    assertThat(uploaded.path("upload_summary").path("issues")).isEmpty();
    assertThat(types(uploaded)).containsExactly("rotated_bbox");
    assertThat(detection(client, uploaded).path("format").asText()).isEqualTo("yolo_obb");
    assertThat(detection(client, uploaded).path("rejected").findValuesAsText("reason"))
        .contains("yolo_obb was asked for");
  }

  private static JsonNode detection(ApiClient client, JsonNode uploaded) {
    String dataset = uploaded.path("dataset_id").asText();
    return client.get("/api/datasets/" + dataset + "/import-report").json().path("detection");
  }
}
