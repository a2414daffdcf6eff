package io.granary.cdk;

import io.granary.api.Deployed;
import io.granary.api.QueueFunction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/** One queue for each that a function takes messages of, with what could not be done beside it. */
final class Queues extends Construct {
  /** Where calls of the clock end that failed for good. */
  static final String SCHEDULES_DEAD = "schedules-dead";

  /** SQS must not give a message to somebody else before its function has had its time. */
  private static final int VISIBILITY_FACTOR = 6;

  private static final Duration KEPT = Duration.days(14);

  private final Map<String, Queue> queues = new TreeMap<>();

  Queues(Construct scope, Names names, List<Deployed> functions, Alarms alarms) {
    super(scope, "Queues");
    for (Deployed function : functions) {
      function.queue().ifPresent(queue -> add(names, queue, function, alarms));
    }
    Queue schedules = dead(SCHEDULES_DEAD, names.queue(SCHEDULES_DEAD));
    alarms.whenNotEmpty(schedules, SCHEDULES_DEAD);
  }

  /** A queue by the name that functions know it by. */
  Queue named(String name) {
    return Objects.requireNonNull(queues.get(name), name);
  }

  private void add(Names names, String name, Deployed function, Alarms alarms) {
    Queue dead = dead(name + "-dead", names.deadLetters(name));
    int timeout = function.declared().timeoutSeconds();
    Queue queue =
        new Queue(
            this,
            name,
            QueueProps.builder()
                .queueName(names.queue(name))
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .visibilityTimeout(Duration.seconds(timeout * VISIBILITY_FACTOR))
                .retentionPeriod(KEPT)
                .deadLetterQueue(
                    DeadLetterQueue.builder()
                        .queue(dead)
                        .maxReceiveCount(QueueFunction.MAX_RECEIVES)
                        .build())
                .build());
    queues.put(name, queue);
    alarms.whenNotEmpty(dead, name);
    alarms.late(queue, name, Duration.seconds(Math.max(900, timeout * VISIBILITY_FACTOR)));
  }

  private Queue dead(String id, String name) {
    Queue dead =
        new Queue(
            this,
            id,
            QueueProps.builder()
                .queueName(name)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(KEPT)
                .build());
    String reason = "It is itself where what could not be done ends.";
    Explained.because(dead, "Serverless-SQSRedrivePolicy", reason);
    if (id.equals(SCHEDULES_DEAD)) {
      // The rule knows dead-letter queues of other queues by themselves, and this one serves none.
      Explained.because(dead, "AwsSolutions-SQS3", reason);
    }
    return dead;
  }
}
