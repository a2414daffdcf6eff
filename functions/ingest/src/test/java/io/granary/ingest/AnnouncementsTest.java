package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.IngestFailures;
import io.granary.database.IngestRepository;
import io.granary.json.Json;
import io.granary.testing.EventServer;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AnnouncementsTest {
  private static final EventServer EVENTS = events();

  @RegisterExtension
  static final TestStack STACK =
      new TestStack(
          Map.of(
              "granary.events.bus",
              "granary-bus",
              "granary.storage.events-endpoint",
              EVENTS.url().toString()));

  private static final byte[] GOOD =
      new SampleZip().add("a.jpg", SampleImages.jpeg(64, 48, 1)).bytes();

  private static EventServer events() {
    try {
      return EventServer.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stop() {
    EVENTS.close();
  }

  /** What the bus was told of a dataset, by type. */
  private static List<String> types(JsonNode result) {
    return told(result).stream().map(entry -> entry.path("DetailType").asText()).toList();
  }

  private static List<JsonNode> told(JsonNode result) {
    return EVENTS.entries().stream()
        .filter(entry -> detail(entry).get("dataset_id").equals(result.get("dataset_id")))
        .toList();
  }

  private static JsonNode detail(JsonNode entry) {
    return Json.tree(entry.path("Detail").asText());
  }

  private static UUID ingest(JsonNode result) {
    return STACK
        .bean(Jdbi.class)
        .withHandle(
            handle ->
                handle
                    .createQuery("select id from ingests where dataset_id = :dataset")
                    .bind("dataset", UUID.fromString(result.path("dataset_id").asText()))
                    .mapTo(UUID.class)
                    .one());
  }

  @Test
  void aDatasetThatIsReadyIsTold() {
    JsonNode result = new Drops(STACK, STACK.user("ann")).take("cats.zip", GOOD);

    assertThat(types(result)).containsExactly("granary.dataset.ready", "granary.job.completed");
    JsonNode ready = told(result).getFirst();
    assertThat(ready.path("EventBusName").asText()).isEqualTo("granary-bus");
    assertThat(ready.path("Source").asText()).isEqualTo("granary");
    assertThat(detail(ready))
        .isEqualTo(
            Json.tree(
                """
                {"dataset_id": %s, "job_id": %s, "owner": "ann", "name": "cats", "status": "ready"}
                """
                    .formatted(result.get("dataset_id"), result.get("job_id"))));
    assertThat(detail(told(result).getLast()).path("status").asText()).isEqualTo("completed");
    assertThat(detail(told(result).getLast()).path("kind").asText()).isEqualTo("ingest");
  }

  @Test
  void aDatasetInErrorIsToldWithItsCode() {
    JsonNode result =
        new Drops(STACK, STACK.user("bea"))
            .take("none.zip", new SampleZip().add("a.bin", new byte[] {1, 2, 3}).bytes());

    assertThat(types(result)).containsExactly("granary.dataset.error", "granary.job.failed");
    assertThat(detail(told(result).getFirst()))
        .isEqualTo(
            Json.tree(
                """
                {"dataset_id": %s, "job_id": %s, "owner": "bea", "name": "none", "status": "error",
                 "code": "NO_SAMPLES_FOUND"}
                """
                    .formatted(result.get("dataset_id"), result.get("job_id"))));
    assertThat(detail(told(result).getLast()).path("status").asText()).isEqualTo("failed");
  }

  @Test
  void whatAPartFindsOutIsToldByIt() {
    JsonNode result = new Drops(STACK, STACK.user("fay")).take("bomb.zip", BadZips.lyingBomb());

    assertThat(types(result)).containsExactly("granary.dataset.error", "granary.job.failed");
    assertThat(detail(told(result).getFirst()).path("code").asText()).isEqualTo("ARCHIVE_BOMB");
  }

  @Test
  void aJobThatIsCancelledIsToldAsOneThatHasFailed() {
    var drops = new Drops(STACK, STACK.user("eve"));
    drops.put("cows.zip", GOOD);
    String key = drops.key("cows.zip");
    IngestRepository ingests = STACK.bean(IngestRepository.class);
    UUID id = STACK.bean(DropIntake.class).take(key, "01", "", "request").orElseThrow();
    STACK
        .bean(Jdbi.class)
        .useTransaction(
            handle ->
                STACK
                    .bean(IngestFailures.class)
                    .cancel(handle, ingests.find(id).orElseThrow(), "eve", Instant.now()));

    STACK.bean(Planner.class).plan(id, Drops.NEVER);

    JsonNode result = drops.result("cows.zip").orElseThrow();
    assertThat(types(result)).containsExactly("granary.dataset.error", "granary.job.failed");
    JsonNode job = detail(told(result).getLast());
    assertThat(job.path("status").asText()).isEqualTo("cancelled");
    assertThat(job.path("code").asText()).isEqualTo("JOB_CANCELLED");
    STACK.drain();
  }

  @Test
  void whatTheSweepEndsIsToldByIt() {
    var drops = new Drops(STACK, STACK.user("gil"));
    drops.put("stuck.zip", GOOD);
    UUID id =
        STACK
            .bean(DropIntake.class)
            .take(drops.key("stuck.zip"), "01", "", "request")
            .orElseThrow();
    STACK
        .stack()
        .executeAsOwner(
            "update ingests set sweeps = 5, updated_at = now() - interval '30 days' where id = '%s'"
                .formatted(id));

    new SweepIngestsFunction(STACK.context()).execute(Map.of());

    JsonNode result = drops.result("stuck.zip").orElseThrow();
    assertThat(types(result)).containsExactly("granary.dataset.error", "granary.job.failed");
    STACK.drain();
  }

  @Test
  void anEventThatTheBusDoesNotTakeComesWithTheNextDelivery() {
    EVENTS.refuseNext(1);

    JsonNode result = new Drops(STACK, STACK.user("cid")).take("dogs.zip", GOOD);

    // The dataset was ready before, and stays so.
    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(types(result)).containsExactly("granary.dataset.ready", "granary.job.completed");
  }

  @Test
  void aCrashBetweenCommitAndEventIsMadeGoodOnce() {
    JsonNode result = new Drops(STACK, STACK.user("dan")).take("owls.zip", GOOD);
    UUID ingest = ingest(result);
    UUID job = UUID.fromString(result.path("job_id").asText());
    // As if the run had died after its commit.
    STACK
        .bean(Jdbi.class)
        .useHandle(
            handle ->
                handle
                    .createUpdate("update jobs set told_at = null where id = :id")
                    .bind("id", job)
                    .execute());
    FinishIngest finish = STACK.bean(FinishIngest.class);

    finish.run(ingest, job);
    finish.run(ingest, job);

    assertThat(types(result))
        .containsExactly(
            "granary.dataset.ready",
            "granary.job.completed",
            "granary.dataset.ready",
            "granary.job.completed");
  }
}
