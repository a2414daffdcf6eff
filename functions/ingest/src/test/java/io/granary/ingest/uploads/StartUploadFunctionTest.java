package io.granary.ingest.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StartUploadFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Map<String, Object> FILE = Map.of("path", "a.jpg", "size", 3);
  private final Rows rows = new Rows(STACK);

  @Test
  void aDatasetIsThereFromTheBeginning() {
    User ann = STACK.user("ann");

    Answer answer =
        STACK
            .as(ann)
            .post(
                "/api/uploads",
                Map.of(
                    "dataset_name", " two birds ",
                    "dataset_description", "sent in pieces",
                    "files", List.of(FILE, Map.of("path", "b\\c.mp4", "size", 20 << 20))));

    JsonNode json = answer.json();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers().get("location"))
        .isEqualTo("/api/uploads/" + json.path("id").asText());
    assertThat(json.path("part_size").asLong()).isEqualTo(8 << 20);
    assertThat(json.path("cursor").isNull()).isTrue();
    assertThat(json.path("files").findValuesAsText("path")).containsExactly("a.jpg", "b/c.mp4");
    assertThat(json.at("/files/1/parts").findValuesAsText("size"))
        .containsExactly("8388608", "8388608", "4194304");
    assertThat(json.at("/files/1/parts").findValuesAsText("offset"))
        .containsExactly("0", "8388608", "16777216");
    assertThat(
            rows.text(
                "select concat_ws('|', name, status, description, file_size) from datasets where id = ?",
                Rows.dataset(json)))
        .isEqualTo("two birds|uploading|sent in pieces|20971523");
  }

  @Test
  void allThatIsWrongIsNamedAtOnce() {
    Answer answer =
        STACK
            .signedIn("bea")
            .post(
                "/api/uploads",
                Map.of(
                    "dataset_name",
                    "a/b",
                    "model_id",
                    UUID.randomUUID(),
                    "annotation_path",
                    "../x.json",
                    "files",
                    List.of(
                        Map.of("path", "../up.jpg", "size", 1),
                        Map.of("path", "caf\u00e9.jpg", "size", 1),
                        Map.of("path", "cafe\u0301.jpg", "size", 1),
                        Map.of("path", "folder/", "size", 0),
                        Map.of("path", "film.mp4", "size", 20_000_000_001L))));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/dataset_name",
            "/model_id",
            "/annotation_path",
            "/files/0/path",
            "/files/2/path",
            "/files/3/path",
            "/files/4/size");
  }

  @Test
  void whatNoRecordTakesIsNamedWithItsPlace() {
    Answer answer =
        STACK
            .signedIn("bob")
            .post(
                "/api/uploads",
                """
                {"dataset_name": "x", "files": [
                  {"path": "a", "size": -1}, {"path": "b"},
                  {"path": "c", "size": 1, "sha256": "abc"},
                  {"path": "d", "size": 1, "content_type": "text\\r\\nx: y"}]}
                """);

    assertThat(answer.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/files/0/size", "/files/1/size", "/files/2/sha256", "/files/3/content_type");
  }

  @Test
  void anArchiveMayBeLargerThanAFile() {
    Answer answer =
        STACK
            .signedIn("cat")
            .post(
                "/api/uploads",
                Map.of(
                    "dataset_name",
                    "large",
                    "dry_run",
                    true,
                    "files",
                    List.of(Map.of("path", "all.zip", "size", 90_000_000_000L))));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("part_size").asLong()).isEqualTo(86 << 20);
    assertThat(answer.json().at("/files/0/parts").size()).isEqualTo(999);
  }

  @Test
  void moreLinksThanAnAnswerHoldsAreGivenByTheNext() {
    ApiClient client = STACK.signedIn("cyn");
    List<Map<String, Object>> files =
        IntStream.range(0, 1203)
            .<Map<String, Object>>mapToObj(i -> Map.of("path", "%04d.jpg".formatted(i), "size", 1))
            .toList();

    JsonNode started =
        client.post("/api/uploads", Map.of("dataset_name", "many", "files", files)).json();
    String more =
        "/api/uploads/%s?cursor=%s"
            .formatted(started.path("id").asText(), started.path("cursor").asText());
    JsonNode rest = client.get(more).json();

    assertThat(started.path("files").size()).isEqualTo(1000);
    assertThat(rest.path("files").size()).isEqualTo(203);
    assertThat(rest.at("/files/0/path").asText()).isEqualTo("1000.jpg");
    assertThat(rest.path("cursor").isNull()).isTrue();
    assertThat(client.get(more + "x").code()).isEqualTo("INVALID_CURSOR");
  }

  @Test
  void theSameRequestHasOneEffectThoughItsAnswerIsLong() {
    User dan = STACK.user("dan");
    List<Map<String, Object>> files =
        IntStream.range(0, 900)
            .<Map<String, Object>>mapToObj(i -> Map.of("path", "%04d.jpg".formatted(i), "size", 1))
            .toList();
    byte[] body =
        Json.write(Map.of("dataset_name", "once", "files", files)).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Idempotency-Key", "u-1");

    Answer first = STACK.as(dan).send("POST", "/api/uploads", headers, body);
    Answer second = STACK.as(dan).send("POST", "/api/uploads", headers, body);

    assertThat(first.body().length()).isGreaterThan(300_000);
    assertThat(second.headers()).containsEntry("idempotent-replayed", "true");
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(rows.count("select count(*) from uploads where user_id = ?", dan.id())).isEqualTo(1);
  }

  @Test
  void aNameIsTakenFromTheBeginning() {
    ApiClient client = STACK.signedIn("dee");
    Map<String, Object> body = Map.of("dataset_name", "mine", "files", List.of(FILE));

    assertThat(client.post("/api/uploads", body).status()).isEqualTo(201);
    assertThat(client.post("/api/uploads", body).code()).isEqualTo("DATASET_NAME_TAKEN");
  }

  @Test
  void whatIsAddedToMustBeTheCallersAndReady() {
    User eva = STACK.user("eva");
    User viewer = STACK.user("viewer");
    User editor = STACK.user("editor");
    SampleDataset ready = SampleDataset.make(STACK, eva, "ready", 1);
    ready.share(STACK, viewer, "viewer");
    ready.share(STACK, editor, "editor");
    Map<String, Object> body = Map.of("dataset_id", ready.id(), "files", List.of(FILE));

    assertThat(STACK.as(eva).post("/api/uploads", body).json().path("dataset_id").asText())
        .isEqualTo(ready.id().toString());
    assertThat(STACK.as(editor).post("/api/uploads", body).status()).isEqualTo(201);
    assertThat(STACK.as(viewer).post("/api/uploads", body).code()).isEqualTo("FORBIDDEN");
    assertThat(STACK.signedIn("stranger").post("/api/uploads", body).code()).isEqualTo("NOT_FOUND");
    rows.change("update datasets set status = 'processing' where id = ?", ready.id());
    assertThat(STACK.as(eva).post("/api/uploads", body).code()).isEqualTo("DATASET_NOT_READY");
  }

  @Test
  void thereIsOneTarget() {
    ApiClient client = STACK.signedIn("fay");

    for (Map<String, Object> body :
        List.<Map<String, Object>>of(
            Map.of("files", List.of(FILE)),
            Map.of("dataset_id", UUID.randomUUID(), "dataset_name", "x", "files", List.of(FILE)))) {
      assertThat(client.post("/api/uploads", body).status()).isIn(400, 404);
    }
    assertThat(
            client
                .post("/api/uploads", Map.of("files", List.of(FILE)))
                .json()
                .at("/errors/0/pointer")
                .asText())
        .isEqualTo("/dataset_name");
  }

  @Test
  void aModelIsJoinedByItsOwner() {
    User gil = STACK.user("gil");
    UUID model = SampleModel.make(STACK, gil, "animals");

    Answer answer =
        STACK
            .as(gil)
            .post(
                "/api/uploads",
                Map.of("dataset_name", "m", "model_id", model, "files", List.of(FILE)));

    assertThat(rows.count("select count(*) from datasets where model_id = ?", model)).isEqualTo(1);
    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void nobodyBeginsWithoutAToken() {
    assertThat(STACK.anonymous().post("/api/uploads", "{}").status()).isEqualTo(401);
  }
}
