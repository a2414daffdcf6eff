package io.granary.ingest.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.ApiClient;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetUploadFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final byte[] PICTURE = SampleImages.jpeg(64, 48, 1);
  private static final byte[] FILM = film();
  private final Rows rows = new Rows(STACK);

  private static byte[] film() {
    byte[] film = new byte[20 << 20];
    new Random(7).nextBytes(film);
    return film;
  }

  @Test
  void onlyWhatIsMissingIsGivenLinksTo() {
    var sender =
        new Sender(STACK.signedIn("ann"))
            .file("a.jpg", PICTURE)
            .file("b.mp4", FILM)
            .file("c.jpg", PICTURE)
            .file("empty.txt", new byte[0]);
    JsonNode started = sender.start(Map.of("dataset_name", "half"));
    String upload = started.path("id").asText();
    assertThat(sender.get(upload).json().path("arrived_count").asInt()).isZero();

    Sender.put(started.at("/files/0/parts/0"), PICTURE);
    Sender.put(
        started.at("/files/1/parts/1"),
        sender.piece(started.at("/files/1"), started.at("/files/1/parts/1")));
    JsonNode half = sender.get(upload).json();

    assertThat(half.path("state").asText()).isEqualTo("open");
    assertThat(half.path("file_count").asInt()).isEqualTo(4);
    assertThat(half.path("arrived_count").asInt()).isEqualTo(1);
    assertThat(half.path("arrived_bytes").asLong()).isEqualTo(PICTURE.length);
    assertThat(half.path("files").findValuesAsText("path"))
        .containsExactly("b.mp4", "c.jpg", "empty.txt");
    assertThat(half.at("/files/0/parts").findValuesAsText("number")).containsExactly("1", "3");

    assertThat(sender.send(half)).isEqualTo(4);
    JsonNode whole = sender.get(upload).json();
    assertThat(whole.path("files")).isEmpty();
    assertThat(whole.path("arrived_count").asInt()).isEqualTo(4);
    assertThat(whole.path("arrived_bytes").asLong()).isEqualTo(whole.path("byte_count").asLong());
    assertThat(sender.complete(upload).status()).isEqualTo(202);
  }

  @Test
  void linksToTheSamePartsAreGivenToAllWhoAskAtOnce() {
    var sender = new Sender(STACK.signedIn("bea")).file("b.mp4", FILM);
    ApiClient client = sender.client();
    Map<String, Object> body = new HashMap<>(Map.of("dataset_name", "parts"));
    JsonNode started = sender.start(body);
    String upload = started.path("id").asText();
    rows.change("update upload_files set begun = null where upload_id = ?", Rows.id(started));
    Queue<String> begun = new ConcurrentLinkedQueue<>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        threads.execute(
            () ->
                begun.add(
                    client
                        .get("/api/uploads/" + upload)
                        .json()
                        .at("/files/0/parts/0/url")
                        .asText()
                        .replaceAll(".*uploadId=([^&]+).*", "$1")));
      }
    }

    assertThat(begun).hasSize(8);
    assertThat(begun.stream().distinct()).hasSize(1);
  }

  @Test
  void anObjectOfAnotherSizeIsAskedForAgain() {
    var sender = new Sender(STACK.signedIn("cyn")).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_name", "wrong"));
    String key =
        "uploads/%s/%s/0"
            .formatted(
                rows.text("select user_id from uploads where id = ?", Rows.id(started)),
                Rows.id(started));
    STACK.objects().create(key, new byte[3], "image/jpeg");

    JsonNode missing = sender.get(Rows.id(started).toString()).json();

    assertThat(missing.path("files")).hasSize(1);
    assertThat(sender.send(missing)).isEqualTo(1);
    assertThat(sender.get(Rows.id(started).toString()).json().path("arrived_count").asInt())
        .isEqualTo(1);
  }

  @Test
  void whatHasEndedSaysSo() {
    var sender = new Sender(STACK.signedIn("dee")).file("a.jpg", PICTURE);
    JsonNode completed = sender.start(Map.of("dataset_name", "completed"));
    sender.send(completed);
    String job = sender.complete(Rows.id(completed).toString()).json().path("job_id").asText();
    JsonNode aborted = sender.start(Map.of("dataset_name", "aborted"));
    sender.abort(Rows.id(aborted).toString());
    JsonNode expired = sender.start(Map.of("dataset_name", "expired"));
    rows.change(
        "update uploads set expires_at = now() - interval '1 s' where id = ?", Rows.id(expired));

    JsonNode view = sender.get(Rows.id(completed).toString()).json();
    assertThat(view.path("state").asText()).isEqualTo("completed");
    assertThat(view.path("job_id").asText()).isEqualTo(job);
    assertThat(view.path("files")).isEmpty();
    assertThat(sender.get(Rows.id(aborted).toString()).code()).isEqualTo("UPLOAD_ENDED");
    assertThat(sender.get(Rows.id(expired).toString()).code()).isEqualTo("UPLOAD_EXPIRED");
  }

  @Test
  void anotherPersonsUploadIsNotThere() {
    var sender = new Sender(STACK.signedIn("eva")).file("a.jpg", PICTURE);
    String upload = sender.start(Map.of("dataset_name", "mine")).path("id").asText();

    assertThat(new Sender(STACK.signedIn("fay")).get(upload).status()).isEqualTo(404);
    assertThat(sender.get("no-upload").status()).isEqualTo(404);
  }
}
