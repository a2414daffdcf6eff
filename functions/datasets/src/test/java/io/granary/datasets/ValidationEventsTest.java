package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.JobRepository;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.storage.ValidateMessage;
import io.granary.testing.Ask;
import io.granary.testing.EventServer;
import io.granary.testing.SampleDataset;
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

/** The end of a validation is told on the bus. */
final class ValidationEventsTest {
  private static final EventServer EVENTS = events();

  @RegisterExtension
  static final TestStack STACK =
      new TestStack(
          Map.of(
              "granary.events.bus",
              "granary-bus",
              "granary.storage.events-endpoint",
              EVENTS.url().toString()));

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 3);

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
            .post("/api/datasets/%s/validate".formatted(dataset.id()), "{}")
            .json()
            .path("job_id")
            .asText());
  }

  /** What the bus was told of a job: the type and the detail of each event. */
  private static List<String> told(UUID job) {
    return EVENTS.entries().stream()
        .filter(e -> detail(e).path("job_id").asText().equals(job.toString()))
        .map(e -> e.path("DetailType").asText() + " " + detail(e))
        .toList();
  }

  private static JsonNode detail(JsonNode entry) {
    return Json.tree(entry.path("Detail").asText());
  }

  private String event(String type, UUID job, String end) {
    return type
        + " {\"dataset_id\":\"%s\",\"job_id\":\"%s\",\"kind\":\"validate\",\"owner\":\"%s\","
            .formatted(dataset.id(), job, owner.username())
        + "\"name\":\"birds\","
        + end
        + "}";
  }

  /** Delivers a message for the time that is given. */
  private void deliver(UUID job, int time) {
    var message = new SQSMessage();
    message.setMessageId("m");
    message.setReceiptHandle("none");
    message.setBody(Json.write(new ValidateMessage(dataset.id(), job)));
    message.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(time)));
    var event = new SQSEvent();
    event.setRecords(List.of(message));
    new RunValidationFunction(STACK.context()).execute(event);
  }

  @Test
  void oneThatHasCompletedIsToldOnce() {
    UUID job = ask();

    STACK.drain();
    deliver(job, 1);

    assertThat(told(job))
        .containsExactly(event("granary.job.completed", job, "\"status\":\"completed\""));
  }

  @Test
  void oneThatCannotBeDoneIsToldWithItsCode() {
    UUID job = ask();
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set status = 'processing' where id = '%s'".formatted(dataset.id()));

    STACK.drain();

    assertThat(told(job))
        .containsExactly(
            event(
                "granary.job.failed", job, "\"status\":\"failed\",\"code\":\"DATASET_NOT_READY\""));
  }

  @Test
  void oneThatIsGivenUpIsTold() {
    UUID job = ask();
    STACK.stack().executeAsOwner("alter table dataset_validations rename to hidden");
    try {
      deliver(job, 4);
      assertThat(told(job)).isEmpty();

      deliver(job, 5);
    } finally {
      STACK.stack().executeAsOwner("alter table hidden rename to dataset_validations");
    }

    assertThat(told(job))
        .containsExactly(
            event("granary.job.failed", job, "\"status\":\"failed\",\"code\":\"INTERNAL\""));
    STACK.drain();
    assertThat(told(job)).hasSize(1);
  }

  @Test
  void oneThatIsCancelledIsToldAsOneThatHasFailed() {
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
  void anEventThatTheBusDoesNotTakeComesWithTheNextDelivery() {
    UUID job = ask();
    EVENTS.refuseNext(1);

    deliver(job, 1);
    assertThat(told(job)).isEmpty();
    assertThat(Ask.of(STACK).text("select status from jobs where id = ?", job))
        .isEqualTo("completed");
    deliver(job, 2);

    assertThat(told(job)).hasSize(1);
    STACK.drain();
    assertThat(told(job)).hasSize(1);
  }
}
