package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.QueuePoller;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;

/** Ingests that are cancelled at every stage, and then retried. */
final class CancelledIngestTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Executor THREADS = Thread::startVirtualThread;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** As many files as make two parts. */
  private static final int FILES = 2003;

  @Test
  void cancelledBetweenPartsItGoesOnWithTheOthersWhenRetried() throws Exception {
    var drop = new Drop(STACK.user("ann"), "texts.zip", texts());
    drop.poll("ingest");
    CompletableFuture<?> parts;
    CompletableFuture<Answer> cancelled;
    try (Connection blocker = STACK.stack().ownerConnection()) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("select 1 from ingests for update");
      parts = CompletableFuture.runAsync(() -> drop.poll("image"), THREADS);
      awaitBlocked(1);
      cancelled = CompletableFuture.supplyAsync(drop::cancel, THREADS);
      awaitBlocked(2);
      blocker.rollback();
    }
    parts.join();
    STACK.drain();

    assertThat(cancelled.join().status()).isEqualTo(200);
    assertThat(drop.status()).isEqualTo("error");
    assertThat(drop.result().path("code").asText()).isEqualTo("JOB_CANCELLED");
    assertThat(STACK.objects().stat(drop.key())).isPresent();
    assertThat(drop.rows("samples")).as("of whole parts alone").isIn(0L, 2000L);
    assertThat(drop.client.get("/api/datasets/" + drop.dataset() + "/samples").code())
        .isEqualTo("DATASET_NOT_READY");

    drop.retry();
    STACK.drain();

    assertThat(drop.status()).isEqualTo("ready");
    assertThat(drop.result().path("status").asText()).isEqualTo("ready");
    assertThat(drop.result().path("job_id").asText()).isEqualTo(drop.newestJob());
    assertThat(drop.rows("samples")).isEqualTo(FILES);
    assertThat(STACK.objects().stat(drop.key())).isEmpty();
    // The texts and the archive: no orphan of the first attempt.
    assertThat(
            STACK
                .bean(S3Client.class)
                .listObjectsV2Paginator(
                    list -> list.bucket(STACK.objects().bucket()).prefix("raw/" + drop.user.id()))
                .contents())
        .hasSize(FILES + 1);
  }

  @Test
  void cancelledWhileItIsBeingFinishedItLeavesNothing() throws Exception {
    var drop = new Drop(STACK.user("bea"), "finish.zip", SampleCoco.zip(4));
    drop.poll("ingest");
    drop.poll("image");
    CompletableFuture<?> finish;
    Answer cancelled;
    try (Connection blocker = STACK.stack().ownerConnection()) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("lock table dataset_statistics in exclusive mode");
      finish = CompletableFuture.runAsync(() -> drop.poll("finish"), THREADS);
      awaitBlocked(1);
      cancelled = drop.cancel();
      blocker.rollback();
    }
    finish.join();
    STACK.drain();

    assertThat(cancelled.status()).as("it does not wait for the end").isEqualTo(200);
    assertThat(drop.status()).isEqualTo("error");
    assertThat(drop.result().path("code").asText()).isEqualTo("JOB_CANCELLED");
    assertThat(drop.rows("annotations")).isZero();
    assertThat(drop.rows("projects")).isZero();
    assertThat(drop.rows("dataset_statistics")).isZero();

    drop.retry();
    STACK.drain();

    assertThat(drop.status()).isEqualTo("ready");
    assertThat(drop.result().path("status").asText()).isEqualTo("ready");
    assertThat(drop.rows("samples")).isEqualTo(4);
    assertThat(drop.rows("annotations")).isEqualTo(8);
    assertThat(drop.rows("projects")).isEqualTo(1);
  }

  @RepeatedTest(10)
  void cancelledWhenItEndsItIsOneOrTheOther(RepetitionInfo repetition) {
    int number = repetition.getCurrentRepetition();
    var drop = new Drop(STACK.user("cyn-" + number), "race.zip", SampleCoco.zip(2));
    drop.poll("ingest");
    drop.poll("image");
    var finish = CompletableFuture.runAsync(() -> drop.poll("finish"), THREADS);
    // So that each run cancels a little later than the one before.
    for (int i = 0; i < number; i++) {
      drop.status();
    }

    Answer cancelled = drop.cancel();
    finish.join();
    STACK.drain();

    boolean hasWon = cancelled.status() == 200;
    assertThat(drop.status()).isEqualTo(hasWon ? "error" : "ready");
    assertThat(drop.result().path("status").asText()).isEqualTo(hasWon ? "error" : "ready");
    assertThat(drop.rows("annotations")).isEqualTo(hasWon ? 0 : 4);
    assertThat(drop.rows("projects")).isEqualTo(hasWon ? 0 : 1);
    assertThat(drop.client.get("/api/jobs/" + drop.newestJob()).json().path("status").asText())
        .isEqualTo(hasWon ? "cancelled" : "completed");
    assertThat(STACK.objects().stat(drop.key()).isPresent()).isEqualTo(hasWon);
  }

  @Test
  void whatIsBrokenFailsAgainForTheSameReason() {
    byte[] broken = "no archive".getBytes(StandardCharsets.UTF_8);
    var drop = new Drop(STACK.user("dee"), "broken.zip", broken);
    STACK.drain();
    JsonNode first = drop.result();

    drop.retry();
    STACK.drain();

    assertThat(drop.status()).isEqualTo("error");
    assertThat(drop.result().path("code").asText()).isEqualTo("ARCHIVE_CORRUPT");
    assertThat(drop.result().path("job_id").asText())
        .isEqualTo(drop.newestJob())
        .isNotEqualTo(first.path("job_id").asText());
    assertThat(drop.result().path("dataset_id")).isEqualTo(first.path("dataset_id"));
  }

  private static byte[] texts() {
    var zip = new SampleZip();
    for (int i = 0; i < FILES; i++) {
      zip.add("%04d.txt".formatted(i), "text " + i);
    }
    return zip.bytes();
  }

  /** Waits until so many statements of this database wait for a lock. */
  private static void awaitBlocked(int statements) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String blocked =
        "select count(*) from pg_stat_activity"
            + " where datname = current_database() and wait_event_type = 'Lock'";
    while (count(blocked) < statements) {
      assertThat(System.nanoTime()).as("%d blocked", statements).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static long count(String sql) {
    return STACK
        .bean(Jdbi.class)
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  /** A dropped file, and what its owner asks about it. */
  private static final class Drop {
    private final User user;
    private final String file;
    private final ApiClient client;

    Drop(User user, String file, byte[] content) {
      this.user = user;
      this.file = file;
      this.client = STACK.as(user);
      STACK.objects().create(key(), content, "application/zip");
    }

    String key() {
      return "drop/%s/%s".formatted(user.username(), file);
    }

    /** Takes one batch of a queue, which must have one. */
    void poll(String queue) {
      var poller = QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix());
      assertThat(poller.poll(queue, 10)).isPositive();
    }

    Answer cancel() {
      return client.post("/api/jobs/" + newestJob() + "/cancel", "");
    }

    void retry() {
      assertThat(client.post("/api/jobs/" + newestJob() + "/retry", "").status()).isEqualTo(202);
    }

    String newestJob() {
      return client.get("/api/jobs").json().path("items").path(0).path("id").asText();
    }

    private JsonNode only() {
      return client.get("/api/datasets").json().path("items").path(0);
    }

    String dataset() {
      return only().path("id").asText();
    }

    String status() {
      return only().path("status").asText();
    }

    long rows(String table) {
      return count("select count(*) from %s where dataset_id = '%s'".formatted(table, dataset()));
    }

    JsonNode result() {
      try (InputStream in = STACK.objects().open(key() + ".result.json")) {
        return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
