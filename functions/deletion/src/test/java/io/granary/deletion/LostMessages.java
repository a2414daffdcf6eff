package io.granary.deletion;

import io.granary.storage.DeletionMessage;
import io.granary.storage.StorageConfig;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Loses what waits for the functions of deletions. */
@Singleton
final class LostMessages {
  private final SqsClient sqs;
  private final StorageConfig config;

  LostMessages(SqsClient sqs, StorageConfig config) {
    this.sqs = sqs;
    this.config = config;
  }

  void lose() {
    String url =
        sqs.getQueueUrl(get -> get.queueName(config.queuePrefix() + DeletionMessage.QUEUE))
            .queueUrl();
    sqs.purgeQueue(purge -> purge.queueUrl(url));
  }
}
