package io.granary.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Access;
import io.granary.api.Deadline;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.QueueFunction;
import io.granary.ingest.Messages.Mark;
import io.granary.ingest.Messages.Waiting;
import io.granary.json.Json;
import io.granary.storage.IngestMessage;
import io.granary.storage.ObjectKeys;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;
import java.util.UUID;

/** Takes S3 events of the drop folder, and goes on with what they, an upload or a retry began. */
@LambdaFunction(
    name = "ingest",
    access = Access.EVENT,
    queue = IngestMessage.QUEUE,
    concurrency = 5,
    memoryMb = 1024,
    timeoutSeconds = 900,
    reads = {ObjectKeys.DROP, ObjectKeys.UPLOADS},
    writes = ObjectKeys.DROP,
    sends = {Messages.PART_QUEUE, Messages.FINISH_QUEUE},
    uses = Use.EVENTS)
public final class IngestFunction extends QueueFunction {
  @Inject private DropIntake drops;
  @Inject private Planner planner;
  @Inject private Failures failures;
  @Inject private Results results;

  /** What Lambda starts. */
  public IngestFunction() {}

  @Creator
  public IngestFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void take(String body, Deadline deadline) {
    JsonNode message = Json.tree(body);
    if (message.has("ingest_id")) {
      planner.plan(UUID.fromString(message.get("ingest_id").asText()), deadline);
      return;
    }
    if (message.has("drop")) {
      Mark mark = Json.read(body, Waiting.class).drop();
      drops
          .take(mark.key(), mark.sequencer(), "", mark.sequencer())
          .ifPresent(ingest -> planner.plan(ingest, deadline));
      return;
    }
    for (DropEvent event : DropEvent.read(message)) {
      drops
          .take(event.key(), event.sequencer(), event.etag(), event.sequencer())
          .ifPresent(ingest -> planner.plan(ingest, deadline));
    }
  }

  @Override
  protected void giveUp(String body) {
    JsonNode message = Json.tree(body);
    if (message.has("ingest_id")) {
      IngestMessage asked = Json.read(body, IngestMessage.class);
      failures.broken(asked.ingestId(), asked.jobId());
      return;
    }
    if (message.has("drop")) {
      Mark mark = Json.read(body, Waiting.class).drop();
      giveUp(mark.key(), mark.sequencer());
      return;
    }
    DropEvent.read(message).forEach(event -> giveUp(event.key(), event.sequencer()));
  }

  private void giveUp(String key, String sequencer) {
    drops
        .ingestOf(key, sequencer)
        .ifPresentOrElse(
            failures::broken, () -> DropKey.parse(key).ifPresent(_ -> results.untaken(key)));
  }
}
