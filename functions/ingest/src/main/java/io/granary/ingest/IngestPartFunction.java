package io.granary.ingest;

import io.granary.api.Access;
import io.granary.api.Deadline;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.QueueFunction;
import io.granary.ingest.Messages.Part;
import io.granary.json.Json;
import io.granary.storage.ObjectKeys;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;

/** Does one part of an ingest: its images and files are stored, checked and noted. */
@LambdaFunction(
    name = "ingest-part",
    access = Access.EVENT,
    queue = Messages.PART_QUEUE,
    concurrency = 20,
    memoryMb = 1769,
    timeoutSeconds = 900,
    reads = {ObjectKeys.DROP, ObjectKeys.UPLOADS, ObjectKeys.RAW},
    writes = {ObjectKeys.RAW, ObjectKeys.UPLOADS, ObjectKeys.DROP},
    sends = {Messages.PART_QUEUE, Messages.FINISH_QUEUE},
    uses = Use.EVENTS)
public final class IngestPartFunction extends QueueFunction {
  @Inject private PartIngest parts;
  @Inject private Failures failures;

  /** What Lambda starts. */
  public IngestPartFunction() {}

  @Creator
  public IngestPartFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void take(String body, Deadline deadline) {
    Part part = Json.read(body, Part.class);
    parts.run(part.ingestId(), part.jobId(), part.part(), deadline);
  }

  @Override
  protected void giveUp(String body) {
    Part part = Json.read(body, Part.class);
    failures.broken(part.ingestId(), part.jobId());
  }
}
