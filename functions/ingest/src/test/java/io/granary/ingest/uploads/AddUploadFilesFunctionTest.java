package io.granary.ingest.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AddUploadFilesFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final byte[] PICTURE = SampleImages.jpeg(64, 48, 1);
  private final Rows rows = new Rows(STACK);

  private static Answer add(Sender sender, JsonNode upload, Object files) {
    return sender
        .client()
        .post(
            "/api/uploads/%s/files".formatted(upload.path("id").asText()), Map.of("files", files));
  }

  @Test
  void moreFilesComeAndWhatWasDeclaredBeforeStays() {
    var sender = new Sender(STACK.signedIn("ann")).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_name", "grows"));
    sender.file("b.jpg", PICTURE);

    JsonNode added = add(sender, started, sender.declared()).json();
    JsonNode again = add(sender, started, sender.declared()).json();

    assertThat(added.path("files").findValuesAsText("path")).containsExactly("a.jpg", "b.jpg");
    assertThat(again.path("files").findValuesAsText("path")).containsExactly("a.jpg", "b.jpg");
    assertThat(sender.get(Rows.id(started).toString()).json().path("file_count").asInt())
        .isEqualTo(2);
    assertThat(rows.count("select file_size from datasets where id = ?", Rows.dataset(started)))
        .isEqualTo(2L * PICTURE.length);
    assertThat(sender.send(added)).isEqualTo(2);
    assertThat(add(sender, started, sender.declared()).json().path("files"))
        .as("nobody has looked yet")
        .hasSize(2);
    sender.get(Rows.id(started).toString());
    assertThat(add(sender, started, sender.declared()).json().path("files")).isEmpty();
  }

  @Test
  void anotherSizeOrHashOfAPathIsAConflict() {
    var sender = new Sender(STACK.signedIn("bea")).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_name", "conflict"));

    Answer size = add(sender, started, List.of(Map.of("path", "a.jpg", "size", 1)));
    Answer hash =
        add(
            sender,
            started,
            List.of(Map.of("path", "b.jpg", "size", 1), Map.of("path", "A/../a.jpg", "size", 1)));
    Answer other =
        add(
            sender,
            started,
            List.of(
                Map.of("path", "new.jpg", "size", 1),
                Map.of("path", "a.jpg", "size", PICTURE.length, "sha256", "0".repeat(64))));

    assertThat(size.code()).isEqualTo("UPLOAD_CONFLICT");
    assertThat(hash.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(other.code()).isEqualTo("UPLOAD_CONFLICT");
    assertThat(other.json().at("/errors/0/pointer").asText()).isEqualTo("/files/1");
    assertThat(sender.get(Rows.id(started).toString()).json().path("file_count").asInt())
        .isEqualTo(1);
  }

  @Test
  void thoseWhoAddAtOnceAllSucceed() {
    var sender = new Sender(STACK.signedIn("cyn")).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_name", "storm"));
    Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        String path = i % 8 + ".jpg";
        threads.execute(
            () -> answers.add(add(sender, started, List.of(Map.of("path", path, "size", 7)))));
      }
    }

    assertThat(answers).hasSize(16).allMatch(answer -> answer.status() == 200);
    assertThat(
            rows.count(
                "select count(distinct number) from upload_files where upload_id = ?",
                Rows.id(started)))
        .isEqualTo(9);
    assertThat(rows.count("select byte_count from uploads where id = ?", Rows.id(started)))
        .isEqualTo(PICTURE.length + 56L);
  }

  @Test
  void whatHasEndedTakesNothing() {
    ApiClient client = STACK.signedIn("dee");
    var aborted = new Sender(client).file("a.jpg", PICTURE);
    JsonNode one = aborted.start(Map.of("dataset_name", "aborted"));
    aborted.abort(Rows.id(one).toString());
    var expired = new Sender(client).file("a.jpg", PICTURE);
    JsonNode two = expired.start(Map.of("dataset_name", "expired"));
    rows.change(
        "update uploads set expires_at = now() - interval '1 s' where id = ?", Rows.id(two));

    assertThat(add(aborted, one, aborted.declared()).code()).isEqualTo("UPLOAD_ENDED");
    assertThat(add(expired, two, expired.declared()).code()).isEqualTo("UPLOAD_EXPIRED");
    assertThat(add(expired, two, expired.declared()).status()).isEqualTo(410);
  }

  @Test
  void anotherPersonsUploadIsNotThere() {
    var sender = new Sender(STACK.signedIn("eva")).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_name", "mine"));

    assertThat(add(new Sender(STACK.signedIn("fay")), started, sender.declared()).status())
        .isEqualTo(404);
  }
}
