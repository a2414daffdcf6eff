package io.granary.storage;

import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends work to queues. A message may arrive more than once and in any order. */
@Singleton
public final class Queues {
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String prefix;
  private final Map<String, String> urls = new ConcurrentHashMap<>();

  public Queues(SqsClient sqs, StorageConfig config) {
    this.sqs = sqs;
    this.prefix = config.queuePrefix();
  }

  /**
   * Lets a message that was not done come again, instead of when its function could have been at it
   * for the last time.
   *
   * @param receipt what it was received with
   * @param after at most 12 hours
   */
  public void comeAgain(String queue, String receipt, Duration after) {
    sqs.changeMessageVisibility(
        change ->
            change
                .queueUrl(url(queue))
                .receiptHandle(receipt)
                .visibilityTimeout((int) after.toSeconds()));
  }

  private String url(String queue) {
    return urls.computeIfAbsent(
        queue, name -> sqs.getQueueUrl(get -> get.queueName(prefix + name)).queueUrl());
  }

  /** Sends messages as JSON; when it throws, some may have been sent. */
  public void send(String queue, List<?> messages) {
    String url = url(queue);
    for (int from = 0; from < messages.size(); from += BATCH) {
      List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
      for (Object message : messages.subList(from, Math.min(from + BATCH, messages.size()))) {
        entries.add(
            SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .messageBody(Json.write(message))
                .build());
      }
      var answer = sqs.sendMessageBatch(send -> send.queueUrl(url).entries(entries));
      if (!answer.failed().isEmpty()) {
        throw new IllegalStateException(
            "Cannot send %d of %d messages to %s: %s"
                .formatted(
                    answer.failed().size(),
                    entries.size(),
                    queue,
                    answer.failed().getFirst().code()));
      }
    }
  }
}
