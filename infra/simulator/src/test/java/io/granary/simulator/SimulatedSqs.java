package io.granary.simulator;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** SQS as a world has it; what is not here throws, as the SDK's interface does by itself. */
final class SimulatedSqs implements SqsClient {
  private static final String URL = "simulated:";
  private static final int MOST_MILLIS = 2000;

  private final Supplier<World> world;
  private final String prefix;

  /**
   * @param prefix what stands before the names that functions know
   */
  SimulatedSqs(Supplier<World> world, String prefix) {
    this.world = world;
    this.prefix = prefix;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // It holds nothing.
  }

  /** No call of a world: a process asks once and remembers, and here all share one memory. */
  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    return GetQueueUrlResponse.builder()
        .queueUrl(URL + request.queueName().substring(prefix.length()))
        .build();
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    String queue = queue(request.queueUrl());
    List<String> bodies =
        request.entries().stream().map(SendMessageBatchRequestEntry::messageBody).toList();
    return call(
        "sqs send %d to %s".formatted(bodies.size(), queue),
        () -> {
          for (String body : bodies) {
            send(queue, body);
          }
          return SendMessageBatchResponse.builder()
              .successful(
                  request.entries().stream()
                      .map(entry -> SendMessageBatchResultEntry.builder().id(entry.id()).build())
                      .toList())
              .failed(List.of())
              .build();
        });
  }

  private void send(String queue, String body) {
    Choices choices = world.get().choices();
    int copies = world.get().weather().messages(choices);
    for (int i = 0; i < copies; i++) {
      var delay = Duration.ofMillis(choices.below(MOST_MILLIS));
      world.get().messages().send(queue, body, delay);
    }
  }

  @Override
  public ChangeMessageVisibilityResponse changeMessageVisibility(
      ChangeMessageVisibilityRequest request) {
    String queue = queue(request.queueUrl());
    return call(
        "sqs change visibility in " + queue,
        () -> {
          Duration unseen = Duration.ofSeconds(request.visibilityTimeout());
          if (!world.get().messages().change(queue, request.receiptHandle(), unseen)) {
            throw MessageNotInflightException.builder().message("refused: not in flight").build();
          }
          return ChangeMessageVisibilityResponse.builder().build();
        });
  }

  private <T> T call(String what, World.Effect<T, SdkException> effect) {
    return world
        .get()
        .call(what, effect, fault -> SdkClientException.create("simulated: " + fault));
  }

  private static String queue(String url) {
    return url.substring(URL.length());
  }
}
