package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class UploadFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static Answer upload(ApiClient client, Form form) throws IOException {
    return upload(client, form.bytes(), Map.of());
  }

  private static Answer upload(ApiClient client, byte[] body, Map<String, String> headers) {
    return Form.upload(STACK, client, body, headers);
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
                .field("annotation_format", "guess")
                .field("colour", "red")
                .file("files", "../up.jpg", BadZips.PICTURE));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/dataset_name", "/modality", "/annotation_format", "/colour", "/files", "/files");
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
  void sixtyFourRequestsOfOneKeyHaveOneEffect() throws Exception {
    User user = STACK.user("fay");
    ApiClient client = STACK.as(user);
    byte[] body =
        new Form().field("dataset_name", "once").file("files", "a.jpg", BadZips.PICTURE).bytes();
    Map<String, String> key = Map.of("Idempotency-Key", "k-1");
    Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        threads.execute(() -> answers.add(Form.send(client, body, key)));
      }
      while (answers.size() < 64) {
        STACK.drain();
      }
    }
    Answer later = Form.send(client, body, key);

    assertThat(new Drops(STACK, user).datasets()).isEqualTo(1);
    assertThat(answers).hasSize(64).allMatch(a -> a.status() == 201 || a.status() == 409);
    assertThat(answers.stream().filter(a -> a.status() == 409))
        .allMatch(a -> a.code().equals("IDEMPOTENCY_IN_PROGRESS"))
        .allMatch(a -> a.headers().containsKey("retry-after"));
    Answer first = answers.stream().filter(a -> a.status() == 201).findFirst().orElseThrow();
    assertThat(later.status()).isEqualTo(201);
    assertThat(later.json()).isEqualTo(first.json());
    assertThat(later.headers().get("location")).isEqualTo(first.headers().get("location"));
    assertThat(later.headers()).containsEntry("idempotent-replayed", "true");
  }

  @Test
  void aKeyIsOfOneBodyAndOneCaller() throws IOException {
    ApiClient client = STACK.signedIn("gil");
    Map<String, String> key = Map.of("Idempotency-Key", "k-2");
    byte[] one =
        new Form().field("dataset_name", "one").file("files", "a.jpg", BadZips.PICTURE).bytes();
    byte[] two =
        new Form().field("dataset_name", "two").file("files", "a.jpg", BadZips.PICTURE).bytes();

    Answer first = upload(client, one, key);
    Answer other = upload(client, two, key);
    Answer stranger = upload(STACK.signedIn("hal"), one, key);

    assertThat(first.status()).isEqualTo(201);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(stranger.status()).isEqualTo(201);
    assertThat(stranger.json().path("dataset_id")).isNotEqualTo(first.json().path("dataset_id"));
  }

  @Test
  void whatHasFailedMayBeTriedAgain() throws IOException {
    ApiClient client = STACK.signedIn("ida");
    Map<String, String> key = Map.of("Idempotency-Key", "k-3");
    byte[] bad =
        new Form().field("dataset_name", "a/b").file("files", "a.jpg", BadZips.PICTURE).bytes();

    assertThat(upload(client, bad, key).status()).isEqualTo(400);
    assertThat(upload(client, bad, key).status()).isEqualTo(400);
  }

  @Test
  void aDatasetJoinsAModelOfItsOwner() throws IOException {
    User owner = STACK.user("jan");
    UUID model = SampleModel.make(STACK, owner, "animals");
    Form mine = new Form().field("dataset_name", "one").field("model_id", model.toString());
    Form theirs = new Form().field("dataset_name", "two").field("model_id", model.toString());

    Answer joined = upload(STACK.as(owner), mine.file("files", "a.jpg", BadZips.PICTURE));
    Answer other = upload(STACK.signedIn("kai"), theirs.file("files", "a.jpg", BadZips.PICTURE));

    assertThat(joined.status()).isEqualTo(201);
    assertThat(
            new Drops(STACK, owner)
                .count("select count(*) from datasets where model_id = ?", model))
        .isEqualTo(1);
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/model_id");
  }

  @Test
  void nobodyUploadsWithoutAToken() {
    assertThat(STACK.anonymous().post("/api/datasets/upload", "{}").status()).isEqualTo(401);
  }
}
