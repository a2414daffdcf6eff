package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What Lambda does not do by itself: a message that failed comes again soon. */
final class GivenBackTest {
  private static final int AN_HOUR = 3600;

  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aMessageThatFailedComesAgainLongBeforeItsQueueWouldGiveIt() {
    SqsClient sqs = STACK.bean(SqsClient.class);
    String name = STACK.stack().names().queuePrefix() + "image";
    String url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
    sqs.sendMessage(send -> send.queueUrl(url).messageBody("{}"));
    Message received =
        sqs.receiveMessage(get -> get.queueUrl(url).visibilityTimeout(AN_HOUR).waitTimeSeconds(10))
            .messages()
            .getFirst();

    var answer = new IngestPartFunction(STACK.context()).execute(event(received));

    assertThat(answer.getBatchItemFailures()).hasSize(1);
    assertThat(sqs.receiveMessage(get -> get.queueUrl(url).waitTimeSeconds(20)).messages())
        .extracting(Message::messageId)
        .containsExactly(received.messageId());
  }

  private static SQSEvent event(Message received) {
    var message = new SQSMessage();
    message.setMessageId(received.messageId());
    message.setReceiptHandle(received.receiptHandle());
    message.setBody(received.body());
    message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
    var event = new SQSEvent();
    event.setRecords(List.of(message));
    return event;
  }
}
