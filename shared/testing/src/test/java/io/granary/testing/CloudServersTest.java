package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.granary.embedded.EmbeddedClient;
import io.granary.storage.KeyValues;
import io.granary.storage.Objects;
import io.granary.storage.Queues;
import io.granary.testing.CloudServers.Endpoints;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What is made with the calls of AWS; the embedded servers stand in for LocalStack. */
final class CloudServersTest {
  @Test
  void anInstallationIsMadeWithCallsOfAwsAlone() throws IOException {
    String id = UUID.randomUUID().toString().substring(0, 8);
    CloudServers servers = TestServers.standIn(TestServers.embedded());
    var names = new EmbeddedStack.Names("t_cloud_" + id, "cloud-" + id, id + "-cloud-");
    EmbeddedStack stack = EmbeddedStack.fresh(servers, names);
    servers.createBucket(names.bucket());
    servers.createQueue(names.queuePrefix() + "work");
    servers.createQueue(names.queuePrefix() + "work");
    var settings = new java.util.HashMap<>(stack.properties());
    settings.putAll(TestSettings.fresh());
    try (var context = ApplicationContext.run(settings, "test")) {
      Objects objects = context.getBean(Objects.class);
      objects.replace("a", new byte[] {1}, "text/plain");
      assertThat(objects.stat("a")).isPresent();
      KeyValues values = context.getBean(KeyValues.class);
      values.put("k", Map.of("v", "1"), Instant.now().plusSeconds(60));
      assertThat(values.find("k")).contains(Map.of("v", "1"));
      context.getBean(Queues.class).send("work", List.of(Map.of("n", 1)));
      SqsClient sqs = context.getBean(SqsClient.class);
      String queue = names.queuePrefix() + "work";
      String url = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
      var attributes =
          sqs.getQueueAttributes(
                  get ->
                      get.queueUrl(url)
                          .attributeNames(
                              QueueAttributeName.REDRIVE_POLICY,
                              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
              .attributes();
      assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
          .contains(queue + "-dlq")
          .contains("\"maxReceiveCount\":5");
      assertThat(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo("1");
    }
  }

  @Test
  void whatIsDroppedIsToldToTheQueueByS3Itself() throws IOException {
    EmbeddedClient embedded = TestServers.embedded();
    List<String> asked = new ArrayList<>();
    HttpServer s3 =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    s3.createContext(
        "/",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    s3.start();
    try {
      var servers =
          new CloudServers(
              embedded.postgresUrl(),
              new Endpoints(
                  "http://127.0.0.1:" + s3.getAddress().getPort(),
                  embedded.sqsUrl(),
                  embedded.dynamodbUrl(),
                  embedded.region(),
                  "key",
                  "secret"));
      String queue = "drops-" + UUID.randomUUID();
      servers.createQueue(queue);

      servers.route("data", queue);

      assertThat(asked)
          .singleElement()
          .asString()
          .startsWith("PUT /data?notification ")
          .contains(":" + queue + "</Queue>")
          .contains("<Event>s3:ObjectCreated:*</Event>")
          .contains("<Name>Prefix</Name><Value>drop/</Value>");
    } finally {
      s3.stop(0);
    }
  }
}
