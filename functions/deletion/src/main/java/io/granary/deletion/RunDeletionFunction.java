package io.granary.deletion;

import io.granary.api.Access;
import io.granary.api.Announcements;
import io.granary.api.Deadline;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.QueueFunction;
import io.granary.json.Json;
import io.granary.storage.DeletionMessage;
import io.granary.storage.IngestMessage;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Queues;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Goes on with a deletion as long as there is time, and asks for the rest. */
@LambdaFunction(
    name = "run-deletion",
    access = Access.EVENT,
    queue = DeletionMessage.QUEUE,
    concurrency = 10,
    timeoutSeconds = 900,
    memoryMb = 1769,
    reads = {ObjectKeys.RAW, ObjectKeys.DROP, ObjectKeys.UPLOADS},
    deletes = {ObjectKeys.RAW, ObjectKeys.THUMBNAILS, ObjectKeys.DROP, ObjectKeys.UPLOADS},
    sends = {DeletionMessage.QUEUE, IngestMessage.QUEUE},
    uses = {Use.BACKUPS_WRITE, Use.BACKUPS_DELETE, Use.EVENTS})
public final class RunDeletionFunction extends QueueFunction {
  @Inject private DeletionRun deletions;
  @Inject private DeletionFailures failures;
  @Inject private Announcements announcements;
  @Inject private Queues queues;

  /** What Lambda starts. */
  public RunDeletionFunction() {}

  @Creator
  public RunDeletionFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void take(String body, Deadline deadline) {
    DeletionMessage message = Json.read(body, DeletionMessage.class);
    if (deletions.run(message.jobId(), deadline)) {
      queues.send(DeletionMessage.QUEUE, List.of(message));
    } else {
      announcements.tell(message.jobId());
    }
  }

  @Override
  protected void giveUp(String body) {
    UUID job = Json.read(body, DeletionMessage.class).jobId();
    failures.broken(job);
    announcements.tell(job);
  }
}
