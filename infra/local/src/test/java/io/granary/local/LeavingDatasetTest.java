package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.QueuePoller;
import io.granary.testing.SampleCoco;
import io.granary.testing.TestStack;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A dataset that is being deleted, while others want to change it. */
final class LeavingDatasetTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String WAITING =
      "select count(*) from pg_stat_activity"
          + " where datname = current_database() and wait_event_type = 'Lock'";

  @Test
  void nobodyChangesItUntilItComesBackAsItWas() throws Exception {
    STACK.user("friend");
    SetOwner owner = SetOwner.of(STACK, "ann");
    UUID id = owner.drop("birds.zip", SampleCoco.zip(6));
    String path = "/api/datasets/" + id;
    assertThat(
            owner
                .client()
                .put(path, Map.of("description", "of spring", "tags", List.of("a", "b")))
                .status())
        .isEqualTo(200);
    JsonNode was = owner.dataset(id);
    String digest = owner.digest(id);

    String job = owner.beginDeletion(id, "birds");
    refused(owner, id);
    CompletableFuture<?> run;
    try (Connection blocker = STACK.stack().ownerConnection()) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("lock table backups in exclusive mode");
      run = CompletableFuture.runAsync(this::poll, Thread::startVirtualThread);
      awaitBlocked();
      assertThat(step(job)).isEqualTo("backup");
      refused(owner, id);
      assertThat(owner.client().get(path).status()).as("it can be read").isEqualTo(200);
      blocker.rollback();
    }
    run.join();
    STACK.drain();

    assertThat(owner.client().get("/api/jobs/" + job).json().path("status").asText())
        .isEqualTo("completed");
    assertThat(owner.client().get(path).code()).isEqualTo("NOT_FOUND");
    Answer restored = owner.client().post(path + "/restore", "{}");

    assertThat(restored.status()).as(restored.body()).isEqualTo(200);
    assertThat(untimed(owner.dataset(id))).isEqualTo(untimed(was));
    assertThat(owner.digest(id)).isEqualTo(digest);
    Ask ask = Ask.of(STACK);
    assertThat(ask.count("select count(*) from dataset_shares where dataset_id = ?", id)).isZero();
    assertThat(ask.count("select count(*) from ingests where dataset_id = ?", id)).isEqualTo(1);
    assertThat(share(owner, id).status()).isBetween(200, 201);
  }

  private static void refused(SetOwner owner, UUID id) {
    String path = "/api/datasets/" + id;
    for (Answer answer :
        List.of(
            share(owner, id),
            owner.client().put(path, Map.of("description", "of autumn")),
            owner
                .client()
                .post(
                    "/api/uploads",
                    Map.of(
                        "dataset_id", id, "files", List.of(Map.of("path", "a.jpg", "size", 1)))))) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(409);
      assertThat(answer.code()).isEqualTo("DATASET_BUSY");
    }
  }

  private static Answer share(SetOwner owner, UUID id) {
    return owner
        .client()
        .put("/api/datasets/%s/shares/friend".formatted(id), Map.of("role", "viewer"));
  }

  private static JsonNode untimed(JsonNode dataset) {
    return ((ObjectNode) dataset.deepCopy()).without("updated_at");
  }

  private static String step(String job) {
    return Ask.of(STACK).text("select step from deletions where job_id = ?", UUID.fromString(job));
  }

  private void poll() {
    QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix()).poll("deletion", 10);
  }

  private static void awaitBlocked() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Ask.of(STACK).count(WAITING) == 0) {
      assertThat(System.nanoTime()).as("it waits for the lock").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
