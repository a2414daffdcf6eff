package io.granary.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.QueueFunction;
import io.granary.json.Json;
import io.granary.storage.IngestMessage;
import io.granary.storage.ObjectKeys;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Takes S3 events of the drop folder, and goes on with what they, an upload or a retry began. */
@LambdaFunction(
    name = "ingest",
    access = Access.EVENT,
    queue = IngestMessage.QUEUE,
    concurrency = 5,
    memoryMb = 1024,
    timeoutSeconds = 300,
    reads = {ObjectKeys.DROP, ObjectKeys.UPLOADS},
    writes = ObjectKeys.DROP,
    sends = {Messages.PART_QUEUE, Messages.FINISH_QUEUE},
    uses = Use.EVENTS)
public final class IngestFunction extends QueueFunction {
  @Inject private DropIntake drops;
  @Inject private Planner planner;
  @Inject private Failures failures;

  /** What Lambda starts. */
  public IngestFunction() {}

  @Creator
  public IngestFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void take(String body) {
    JsonNode message = Json.tree(body);
    if (message.has("ingest_id")) {
      planner.plan(UUID.fromString(message.get("ingest_id").asText()));
      return;
    }
    // S3 sends a test event without records when a notification is set up.
    for (JsonNode event : message.path("Records")) {
      JsonNode object = event.path("s3").path("object");
      String key = URLDecoder.decode(object.path("key").asText(), StandardCharsets.UTF_8);
      drops
          .take(key, object.path("sequencer").asText(), object.path("eTag").asText())
          .ifPresent(planner::plan);
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
    for (JsonNode event : message.path("Records")) {
      JsonNode object = event.path("s3").path("object");
      String key = URLDecoder.decode(object.path("key").asText(), StandardCharsets.UTF_8);
      drops.ingestOf(key, object.path("sequencer").asText()).ifPresent(failures::broken);
    }
  }
}
