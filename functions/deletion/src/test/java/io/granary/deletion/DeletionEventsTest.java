package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.storage.DeletionMessage;
import io.granary.testing.Ask;
import io.granary.testing.EventServer;
import io.granary.testing.TestContext;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of a deletion is told on the bus, and what is not at its end is asked for again. */
final class DeletionEventsTest {
  private static final EventServer EVENTS = events();

  @RegisterExtension
  static final TestStack STACK =
      new TestStack(
          Map.of(
              "granary.events.bus",
              "granary-bus",
              "granary.storage.events-endpoint",
              EVENTS.url().toString()));

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

  @Test
  void whatIsNotAtItsEndIsAskedForAndItsIngestIsCancelled() {
    User owner = STACK.user("ann");
    Deleting birds = Deleting.of(STACK, owner, "birds", 1);
    STACK
        .stack()
        .executeAsOwner(
            """
            with running as (
              update jobs set status = 'running' where id = '%s' returning id, dataset_id, created_by)
            insert into ingests
              (id, dataset_id, job_id, user_id, state, mode, created_at, updated_at)
            select gen_random_uuid(), dataset_id, id, created_by, 'parts', 'add', now(), now()
            from running
            """
                .formatted(birds.dataset().job()));
    UUID job =
        UUID.fromString(
            birds.delete(Map.of("create_backup", false)).json().path("job_id").asText());
    STACK.bean(LostMessages.class).lose();
    var message = new SQSMessage();
    message.setMessageId("1");
    message.setBody(Json.write(new DeletionMessage(job)));
    var event = new SQSEvent();
    event.setRecords(List.of(message));

    new RunDeletionFunction(STACK.context())
        .handleRequest(event, new TestContext("late", () -> 1000));
    assertThat(status(job)).isEqualTo("pending");
    STACK.drain();

    assertThat(status(job)).isEqualTo("completed");
    assertThat(status(birds.dataset().job())).isEqualTo("cancelled");
    assertThat(Ask.of(STACK).text("select (told_at is not null)::text from jobs where id = ?", job))
        .isEqualTo("true");
  }

  private static String status(UUID job) {
    return Ask.of(STACK).text("select status from jobs where id = ?", job);
  }
}
