package io.granary.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import io.granary.testing.GatewayEvents;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events as the text that Lambda sends. */
final class Events {
  private Events() {}

  /** What an HTTP API sends for a request of a signed-in caller. */
  static String request(String method, String target, String token) {
    return json(
        APIGatewayV2HTTPEvent.class,
        GatewayEvents.of(
            method,
            target,
            Map.of("authorization", "Bearer " + token, "content-type", "application/json"),
            null));
  }

  /** What a queue sends for one message. */
  static String message(String body) {
    var message = new SQSMessage();
    message.setMessageId(UUID.randomUUID().toString());
    message.setReceiptHandle("handle");
    message.setBody(body);
    message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
    message.setEventSource("aws:sqs");
    return messages(List.of(message));
  }

  /** What the clock sends, as the deployment has it. */
  static String schedule() {
    return "{\"id\": \"%s\", \"time\": \"2026-01-01T00:00:00Z\"}".formatted(UUID.randomUUID());
  }

  /** What a queue sends for messages. */
  static String messages(List<SQSMessage> messages) {
    var event = new SQSEvent();
    event.setRecords(messages);
    return json(SQSEvent.class, event);
  }

  private static <T> String json(Class<T> type, T event) {
    var out = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(type, type.getClassLoader()).toJson(event, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
