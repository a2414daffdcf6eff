package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class UploadFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  /** A form in the making. */
  private static final class Form {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Form field(String name, String value) throws IOException {
      return part("name=\"%s\"".formatted(name), value.getBytes(StandardCharsets.UTF_8));
    }

    Form file(String field, String name, byte[] content) throws IOException {
      return part("name=\"%s\"; filename=\"%s\"".formatted(field, name), content);
    }

    private Form part(String disposition, byte[] content) throws IOException {
      bytes.write(
          "--edge\r\nContent-Disposition: form-data; %s\r\n\r\n"
              .formatted(disposition)
              .getBytes(StandardCharsets.UTF_8));
      bytes.write(content);
      bytes.write("\r\n".getBytes(StandardCharsets.UTF_8));
      return this;
    }

    byte[] bytes() throws IOException {
      bytes.write("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
      return bytes.toByteArray();
    }
  }

  /** Sends a form while the queues are being worked on. */
  private static Answer upload(ApiClient client, Form form) throws IOException {
    byte[] body = form.bytes();
    var answer =
        CompletableFuture.supplyAsync(
            () ->
                client.send(
                    "POST",
                    "/api/datasets/upload",
                    Map.of("Content-Type", "multipart/form-data; boundary=edge"),
                    body));
    while (!answer.isDone()) {
      STACK.drain();
    }
    return answer.join();
  }

  @Test
  void imagesAndTheirAnnotationsBecomeADataset() throws IOException {
    Answer answer =
        upload(
            STACK.signedIn("ann"),
            new Form()
                .field("dataset_name", " two birds ")
                .field("dataset_description", "from a form")
                .file("files", "a.jpg", SampleImages.jpeg(64, 48, 1))
                .file("files", "b.png", SampleImages.png(32, 16, 2))
                .file(
                    "annotation_file",
                    "birds.json",
                    new SampleCoco()
                        .category(1, "bird")
                        .image(1, "a.jpg", 64, 48)
                        .box(1, 1, 1, 1, 1, 10, 10)
                        .json()
                        .getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers()).containsKey("location");
    assertThat(answer.json().path("dataset_name").asText()).isEqualTo("two birds");
    assertThat(answer.json().path("status").asText()).isEqualTo("ready");
    assertThat(answer.json().path("project_id").isTextual()).isTrue();
    assertThat(answer.json().path("upload_summary").path("images_uploaded").asInt()).isEqualTo(2);
    assertThat(answer.json().path("upload_summary").path("annotations_imported").asInt())
        .isEqualTo(1);
  }

  @Test
  void oneArchiveIsUnpacked() throws IOException {
    Answer answer =
        upload(
            STACK.signedIn("bea"),
            new Form().field("dataset_name", "zip").file("files", "x.zip", SampleCoco.zip(3)));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("upload_summary").path("images_uploaded").asInt()).isEqualTo(3);
  }

  @Test
  void whatCannotBeImportedAnswersWithItsCode() throws IOException {
    ApiClient client = STACK.signedIn("cyn");

    Answer corrupt =
        upload(
            client,
            new Form().field("dataset_name", "bad").file("files", "x.zip", BadZips.text("no ZIP")));
    Answer taken =
        upload(
            client,
            new Form().field("dataset_name", "BAD").file("files", "a.jpg", BadZips.PICTURE));

    assertThat(corrupt.status()).isEqualTo(400);
    assertThat(corrupt.code()).isEqualTo("ARCHIVE_CORRUPT");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("DATASET_NAME_TAKEN");
  }

  @Test
  void allProblemsOfAFormAreNamedAtOnce() throws IOException {
    Answer answer =
        upload(
            STACK.signedIn("dee"),
            new Form()
                .field("dataset_name", "a/b")
                .field("modality", "smell")
                .field("colour", "red")
                .file("files", "../up.jpg", BadZips.PICTURE));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/dataset_name", "/modality", "/colour", "/files", "/files");
  }

  @Test
  void aBodyThatIsTooLargeOrNoFormIsRefused() {
    ApiClient client = STACK.signedIn("eva");

    Answer large =
        client.send(
            "POST",
            "/api/datasets/upload",
            Map.of("Content-Type", "multipart/form-data; boundary=edge"),
            new byte[4 * 1024 * 1024 + 1]);
    Answer json = client.post("/api/datasets/upload", "{}");

    assertThat(large.status()).isEqualTo(413);
    assertThat(large.code()).isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(json.status()).isEqualTo(415);
  }

  @Test
  void nobodyUploadsWithoutAToken() {
    assertThat(STACK.anonymous().post("/api/datasets/upload", "{}").status()).isEqualTo(401);
  }
}
