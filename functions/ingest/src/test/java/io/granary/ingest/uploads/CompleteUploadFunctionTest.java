package io.granary.ingest.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.QuotaRepository;
import io.granary.database.QuotaRepository.Quota;
import io.granary.database.User;
import io.granary.domain.Sha256;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CompleteUploadFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final byte[] PICTURE = SampleImages.jpeg(64, 48, 1);
  private final Rows rows = new Rows(STACK);

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(size).nextBytes(noise);
    return noise;
  }

  private static Sender set(String user) {
    return new Sender(STACK.signedIn(user))
        .file("images/a.jpg", PICTURE)
        .file("images/b.jpg", SampleImages.jpeg(64, 48, 2))
        .file(
            "annotations.json",
            new SampleCoco()
                .category(1, "bird")
                .image(1, "a.jpg", 64, 48)
                .box(1, 1, 1, 1, 1, 10, 10)
                .json()
                .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatWasSentBecomesADataset() {
    Answer answer =
        set("ann").upload(Map.of("dataset_name", "birds", "annotation_path", "annotations.json"));
    STACK.drain();

    assertThat(answer.status()).isEqualTo(202);
    UUID dataset = Rows.dataset(answer.json());
    assertThat(answer.json().path("status_url").asText())
        .isEqualTo("/api/jobs/" + answer.json().path("job_id").asText());
    assertThat(rows.text("select status from datasets where id = ?", dataset)).isEqualTo("ready");
    assertThat(rows.count("select count(*) from samples where dataset_id = ?", dataset))
        .isEqualTo(2);
    assertThat(rows.count("select count(*) from annotations where dataset_id = ?", dataset))
        .isEqualTo(1);
  }

  @Test
  void whatIsMissingIsNamed() {
    Sender sender = set("bea").file("film.mp4", noise(9 << 20));
    JsonNode started = sender.start(Map.of("dataset_name", "part"));
    String upload = started.path("id").asText();
    Sender.put(
        started.at("/files/1/parts/1"),
        sender.piece(started.at("/files/1"), started.at("/files/1/parts/1")));

    Answer answer = sender.complete(upload);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("UPLOAD_INCOMPLETE");
    assertThat(answer.json().path("errors").findValuesAsText("message"))
        .containsExactly(
            "has not arrived: annotations.json",
            "lacks the part(s) 1 of 2: film.mp4",
            "has not arrived: images/a.jpg",
            "has not arrived: images/b.jpg");
    sender.send(sender.get(upload).json());
    assertThat(sender.complete(upload).status()).isEqualTo(202);
  }

  @Test
  void atMostAHundredAreNamed() {
    var sender = new Sender(STACK.signedIn("bob"));
    for (int i = 0; i < 150; i++) {
      sender.file("%03d.txt".formatted(i), new byte[1]);
    }
    Answer answer = sender.complete(sender.start(Map.of("dataset_name", "x")).path("id").asText());

    assertThat(answer.json().path("errors")).hasSize(100);
  }

  @Test
  void anAnnotationFileThatWasNeverDeclaredIsMissing() {
    Sender sender = set("cat");
    JsonNode started = sender.start(Map.of("dataset_name", "x", "annotation_path", "other.json"));
    sender.send(started);

    Answer answer = sender.complete(started.path("id").asText());

    assertThat(answer.code()).isEqualTo("UPLOAD_INCOMPLETE");
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/annotation_path");
  }

  @Test
  void partsThatMakeAnotherFileThanWasDeclaredAreRefusedAndCanBeSentAgain() {
    byte[] film = noise(9 << 20);
    byte[] other = film.clone();
    other[5]++;
    Sender wrong = new Sender(STACK.signedIn("cyn")).file("a.jpg", PICTURE).file("b.mp4", other);
    JsonNode started =
        wrong
            .client()
            .post(
                "/api/uploads",
                Map.of(
                    "dataset_name",
                    "wrong",
                    "files",
                    List.of(
                        Map.of("path", "a.jpg", "size", PICTURE.length),
                        Map.of("path", "b.mp4", "size", film.length, "sha256", Sha256.hex(film)))))
            .json();
    String upload = started.path("id").asText();
    wrong.send(started);

    Answer answer = wrong.complete(upload);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("CHECKSUM_MISMATCH");
    assertThat(answer.json().at("/errors/0/message").asText()).contains("b.mp4");
    assertThat(
            rows.count("select count(*) from ingests where dataset_id = ?", Rows.dataset(started)))
        .isZero();
    JsonNode missing = wrong.get(upload).json();
    assertThat(missing.path("files").findValuesAsText("path")).containsExactly("b.mp4");
    Sender right = new Sender(wrong.client()).file("b.mp4", film);
    right.send(missing);
    assertThat(right.complete(upload).status()).isEqualTo(202);
  }

  @Test
  void sixtyFourAtOnceBeginOneIngest() {
    Sender sender = set("dee").file("film.mp4", noise(9 << 20));
    JsonNode started = sender.start(Map.of("dataset_name", "storm"));
    sender.send(started);
    Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        threads.execute(() -> answers.add(sender.complete(started.path("id").asText())));
      }
    }
    STACK.drain();
    Answer later = sender.complete(started.path("id").asText());

    assertThat(answers).hasSize(64).allMatch(answer -> answer.status() == 202);
    assertThat(answers.stream().map(Answer::json).distinct()).hasSize(1);
    assertThat(later.json()).isEqualTo(answers.element().json());
    UUID dataset = Rows.dataset(started);
    assertThat(rows.count("select count(*) from ingests where dataset_id = ?", dataset))
        .isEqualTo(1);
    assertThat(rows.count("select count(*) from jobs where dataset_id = ?", dataset)).isEqualTo(1);
    assertThat(rows.text("select status from datasets where id = ?", dataset)).isEqualTo("ready");
  }

  @Test
  void whatHasEndedOrIsAnotherPersonsIsNotCompleted() {
    Sender sender = set("eva");
    JsonNode purged = sender.start(Map.of("dataset_name", "purged"));
    sender.send(purged);
    rows.change("delete from datasets where id = ?", Rows.dataset(purged));
    assertThat(sender.complete(Rows.id(purged).toString()).code()).isEqualTo("NOT_FOUND");

    JsonNode aborted = sender.start(Map.of("dataset_name", "aborted"));
    sender.send(aborted);
    sender.abort(Rows.id(aborted).toString());
    JsonNode expired = sender.start(Map.of("dataset_name", "expired"));
    rows.change(
        "update uploads set expires_at = now() - interval '1 s' where id = ?", Rows.id(expired));

    assertThat(sender.complete(Rows.id(aborted).toString()).code()).isEqualTo("UPLOAD_ENDED");
    assertThat(sender.complete(Rows.id(expired).toString()).code()).isEqualTo("UPLOAD_EXPIRED");
    assertThat(new Sender(STACK.signedIn("fay")).complete(Rows.id(expired).toString()).status())
        .isEqualTo(404);
  }

  @Test
  void aDryRunReportsAndKeepsNothing() {
    Sender sender = set("gus");

    Answer answer = sender.upload(Map.of("dataset_name", "dry", "dry_run", true));
    STACK.drain();

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("dataset_id").isNull()).isTrue();
    UUID job = UUID.fromString(answer.json().path("job_id").asText());
    assertThat(rows.text("select status from jobs where id = ?", job)).isEqualTo("completed");
    assertThat(rows.text("select result::text from jobs where id = ?", job))
        .contains("\"images_uploaded\": 2");
    assertThat(rows.count("select count(*) from datasets where name = 'dry'")).isZero();
  }

  @Test
  void filesAreAddedToADatasetThatIsReady() {
    Sender first = set("hal");
    UUID dataset = Rows.dataset(first.upload(Map.of("dataset_name", "grows")).json());
    STACK.drain();
    Sender more = new Sender(first.client()).file("images/c.jpg", SampleImages.jpeg(64, 48, 3));

    Answer answer = more.upload(Map.of("dataset_id", dataset));
    STACK.drain();

    assertThat(answer.status()).isEqualTo(202);
    assertThat(Rows.dataset(answer.json())).isEqualTo(dataset);
    assertThat(rows.text("select status from datasets where id = ?", dataset)).isEqualTo("ready");
    assertThat(rows.count("select count(*) from samples where dataset_id = ?", dataset))
        .isEqualTo(3);
  }

  @Test
  void whatWasReservedIsNotCountedTwice() {
    User ida = STACK.user("ida");
    Sender sender = new Sender(STACK.as(ida)).file("a.jpg", PICTURE);
    STACK
        .bean(QuotaRepository.class)
        .set(ida.id(), new Quota(1, (long) PICTURE.length), Instant.now());

    assertThat(sender.upload(Map.of("dataset_name", "just fits")).status()).isEqualTo(202);
  }
}
