package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.JobRepository;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.storage.WarehouseMessage;
import io.granary.testing.Ask;
import io.granary.testing.EventServer;
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

final class RunWarehouseFunctionTest {
  private static final EventServer EVENTS = events();

  @RegisterExtension
  static final TestStack STACK =
      FileShop.stack(
          Map.of(
              "granary.jobs.patience",
              "0s",
              "granary.events.bus",
              "granary-bus",
              "granary.storage.events-endpoint",
              EVENTS.url().toString()));

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final UUID model = FileShop.model(STACK, owner);

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

  private UUID ask() {
    return UUID.fromString(
        STACK
            .as(owner)
            .post("/api/models/%s/detect-joins".formatted(model), "{}")
            .json()
            .path("job_id")
            .asText());
  }

  private static String status(UUID job) {
    return Ask.of(STACK).text("select status from jobs where id = ?", job);
  }

  private static List<String> told(UUID job) {
    return EVENTS.entries().stream()
        .filter(entry -> detail(entry).path("job_id").asText().equals(job.toString()))
        .map(entry -> entry.path("DetailType").asText() + " " + detail(entry))
        .toList();
  }

  private static JsonNode detail(JsonNode entry) {
    return Json.tree(entry.path("Detail").asText());
  }

  private String event(String type, UUID job, String end) {
    return "%s {\"job_id\":\"%s\",\"kind\":\"detect_joins\",\"owner\":\"%s\",%s}"
        .formatted(type, job, owner.username(), end);
  }

  /** Delivers a message for the time that is given. */
  private static void deliver(UUID job, int time) {
    var message = new SQSMessage();
    message.setMessageId("m");
    message.setReceiptHandle("none");
    message.setBody(Json.write(new WarehouseMessage(job)));
    message.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(time)));
    var event = new SQSEvent();
    event.setRecords(List.of(message));
    new RunWarehouseFunction(STACK.context()).execute(event);
  }

  @Test
  void theEndOfAJobIsToldOnce() {
    UUID job = ask();

    STACK.drain();
    deliver(job, 2);

    assertThat(status(job)).isEqualTo("completed");
    assertThat(told(job))
        .containsExactly(event("granary.job.completed", job, "\"status\":\"completed\""));
  }

  @Test
  void aModelThatIsGoneEndsItsJob() {
    UUID job = ask();
    STACK.stack().executeAsOwner("delete from models where id = '%s'".formatted(model));

    STACK.drain();

    assertThat(told(job))
        .containsExactly(
            event("granary.job.failed", job, "\"status\":\"failed\",\"code\":\"NOT_FOUND\""));
  }

  @Test
  void afterFiveTriesAJobIsGivenUp() {
    UUID job = ask();
    STACK
        .stack()
        .executeAsOwner("update jobs set kind = 'unheard_of' where id = '%s'".formatted(job));

    deliver(job, 4);
    assertThat(status(job)).isEqualTo("pending");
    deliver(job, 5);

    assertThat(Ask.of(STACK).text("select status || error_code from jobs where id = ?", job))
        .isEqualTo("failedINTERNAL");
    assertThat(told(job)).hasSize(1);
    STACK.drain();
    assertThat(told(job)).hasSize(1);
  }

  @Test
  void aWarehouseThatCannotBeReachedFailsTheJobAtTheLastTryWithItsCode() {
    UUID job = ask();
    STACK
        .stack()
        .executeAsOwner(
            "update models set warehouse_kind = 'bigquery' where id = '%s'".formatted(model));

    deliver(job, 4);
    assertThat(status(job)).isEqualTo("running");
    assertThat(told(job)).isEmpty();
    deliver(job, 5);

    assertThat(told(job))
        .containsExactly(
            event(
                "granary.job.failed",
                job,
                "\"status\":\"failed\",\"code\":\"WAREHOUSE_UNAVAILABLE\""));
    assertThat(Ask.of(STACK).text("select error_detail from jobs where id = ?", job))
        .startsWith("Cannot ");
  }

  @Test
  void aJobThatWasCancelledIsToldAsOneThatHasFailed() {
    UUID job = ask();
    STACK
        .bean(Jdbi.class)
        .useHandle(
            handle -> STACK.bean(JobRepository.class).cancel(handle, job, "ann", Instant.now()));

    STACK.drain();

    assertThat(told(job))
        .containsExactly(
            event(
                "granary.job.failed", job, "\"status\":\"cancelled\",\"code\":\"JOB_CANCELLED\""));
  }

  @Test
  void aMessageThatNobodyCanReadTakesNothingWithIt() {
    var message = new SQSMessage();
    message.setMessageId("m");
    message.setReceiptHandle("none");
    message.setBody("{\"other\": 1}");
    var event = new SQSEvent();
    event.setRecords(List.of(message));

    assertThat(new RunWarehouseFunction(STACK.context()).execute(event).getBatchItemFailures())
        .hasSize(1);
  }
}
