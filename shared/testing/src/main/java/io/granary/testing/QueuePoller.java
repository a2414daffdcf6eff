package io.granary.testing;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.granary.api.LambdaFunction;
import io.granary.api.QueueFunction;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What Lambda does between a queue and its function: receives a batch, calls the function, deletes
 * what it has done and gives back what it has not.
 */
public final class QueuePoller {
  private static final int BATCH = 10;

  /** Sooner than the functions say, because somebody waits for it. */
  private static final int RETRY_SECONDS = 1;

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final SqsClient sqs;
  private final String prefix;
  private final Map<String, QueueFunction> functions = new TreeMap<>();
  private final Map<String, String> urls = new ConcurrentHashMap<>();

  private QueuePoller(SqsClient sqs, String prefix) {
    this.sqs = sqs;
    this.prefix = prefix;
  }

  /** A poller for all queue functions on the class path, whose collaborators the context has. */
  public static QueuePoller of(ApplicationContext context, String prefix) {
    var poller = new QueuePoller(context.getBean(SqsClient.class), prefix);
    for (BeanIntrospection<Object> found :
        BeanIntrospector.SHARED.findIntrospections(LambdaFunction.class)) {
      String queue = found.stringValue(LambdaFunction.class, "queue").orElse("");
      if (!queue.isEmpty()) {
        poller.functions.put(queue, function(found.getBeanType(), context));
      }
    }
    return poller;
  }

  private static QueueFunction function(Class<?> type, ApplicationContext context) {
    try {
      return (QueueFunction) type.getConstructor(ApplicationContext.class).newInstance(context);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make the function " + type, e);
    }
  }

  public Set<String> queues() {
    return functions.keySet();
  }

  /**
   * Takes one batch of a queue.
   *
   * @param waitSeconds how long to wait for a first message
   * @return how many messages there were
   */
  public int poll(String queue, int waitSeconds) {
    String url = url(queue);
    List<Message> messages =
        sqs.receiveMessage(
                receive ->
                    receive
                        .queueUrl(url)
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(
                            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
            .messages();
    if (!messages.isEmpty()) {
      take(queue, url, messages);
    }
    return messages.size();
  }

  private void take(String queue, String url, List<Message> messages) {
    var event = new SQSEvent();
    event.setRecords(messages.stream().map(QueuePoller::record).toList());
    SQSBatchResponse response = requireNonNull(functions.get(queue)).execute(event);
    Set<String> failed =
        response.getBatchItemFailures().stream()
            .map(BatchItemFailure::getItemIdentifier)
            .collect(Collectors.toSet());
    for (Message message : messages) {
      if (failed.contains(message.messageId())) {
        sqs.changeMessageVisibility(
            change ->
                change
                    .queueUrl(url)
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(RETRY_SECONDS));
      } else {
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    }
  }

  private static SQSMessage record(Message message) {
    var record = new SQSMessage();
    record.setMessageId(message.messageId());
    record.setBody(message.body());
    record.setReceiptHandle(message.receiptHandle());
    record.setAttributes(
        Map.of(
            "ApproximateReceiveCount",
            message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)));
    return record;
  }

  /** Takes messages until no queue has any, waiting or under way. */
  public void drain() {
    drain(0);
  }

  /**
   * Takes messages until no queue has any, waiting or under way.
   *
   * @param waitSeconds how long to wait for one that is on its way
   */
  public void drain(int waitSeconds) {
    boolean some = true;
    while (some) {
      int taken = 0;
      long left = 0;
      for (String queue : functions.keySet()) {
        int batch = poll(queue, waitSeconds);
        taken += batch;
        left += batch > 0 ? batch : count(queue);
      }
      some = left > 0;
      if (some && taken == 0) {
        // What there is can be taken again in a while.
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private long count(String queue) {
    return sqs
        .getQueueAttributes(
            get ->
                get.queueUrl(url(queue))
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
        .attributes()
        .values()
        .stream()
        .mapToLong(Long::parseLong)
        .sum();
  }

  private String url(String queue) {
    return urls.computeIfAbsent(
        queue, name -> sqs.getQueueUrl(get -> get.queueName(prefix + name)).queueUrl());
  }
}
