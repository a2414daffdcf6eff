package io.granary.ingest;

import io.granary.api.Access;
import io.granary.api.Deadline;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.QueueFunction;
import io.granary.ingest.Messages.Finish;
import io.granary.json.Json;
import io.granary.storage.IngestMessage;
import io.granary.storage.ObjectKeys;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;

/** Ends an ingest: annotations with their verdicts, classes, statistics, ready. */
@LambdaFunction(
    name = "finish-ingest",
    access = Access.EVENT,
    queue = Messages.FINISH_QUEUE,
    concurrency = 5,
    memoryMb = 2048,
    timeoutSeconds = 900,
    reads = {ObjectKeys.DROP, ObjectKeys.UPLOADS, ObjectKeys.RAW},
    writes = {ObjectKeys.RAW, ObjectKeys.DROP},
    deletes = {ObjectKeys.DROP, ObjectKeys.UPLOADS},
    sends = {IngestMessage.QUEUE, Messages.FINISH_QUEUE},
    uses = Use.EVENTS)
public final class FinishIngestFunction extends QueueFunction {
  @Inject private FinishIngest finish;
  @Inject private Failures failures;

  /** What Lambda starts. */
  public FinishIngestFunction() {}

  @Creator
  public FinishIngestFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void take(String body, Deadline deadline) {
    Finish message = Json.read(body, Finish.class);
    finish.run(message.ingestId(), message.jobId());
  }

  @Override
  protected void giveUp(String body) {
    Finish message = Json.read(body, Finish.class);
    failures.broken(message.ingestId(), message.jobId());
  }
}
