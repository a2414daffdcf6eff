package io.granary.embedded;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An SQS that keeps its queues and messages on disk. */
final class QueueServer implements AutoCloseable {
  private static final int MAX_RECEIVES = 5;

  private final scala.Function0<?> stop;
  private final String url;
  private final SqsClient client;

  private QueueServer(scala.Function0<?> stop, String url) {
    this.stop = stop;
    this.url = url;
    this.client =
        SqsClient.builder()
            .endpointOverride(URI.create(url))
            .region(Region.of(ObjectServer.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  static QueueServer start(Path data) throws IOException {
    Files.createDirectories(data);
    int port = freePort();
    var config =
        ConfigFactory.parseMap(
                Map.of(
                    "rest-sqs.enabled",
                    true,
                    "rest-sqs.bind-port",
                    port,
                    "rest-sqs.bind-hostname",
                    "127.0.0.1",
                    "rest-stats.enabled",
                    false,
                    "messages-storage.enabled",
                    true,
                    "messages-storage.uri",
                    "jdbc:h2:" + data.resolve("messages").toAbsolutePath(),
                    "pekko.http.server.request-timeout",
                    "60 s"))
            .withFallback(ConfigFactory.load());
    var stop = new ElasticMQServer(new ElasticMQServerConfig(config)).start();
    return new QueueServer(stop, "http://127.0.0.1:" + port);
  }

  String url() {
    return url;
  }

  /** Makes a queue with its dead-letter queue, unless it is there. */
  void create(String name) {
    String dead = client.createQueue(create -> create.queueName(name + "-dlq")).queueUrl();
    String arn =
        client
            .getQueueAttributes(
                get -> get.queueUrl(dead).attributeNames(List.of(QueueAttributeName.QUEUE_ARN)))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    client.createQueue(
        create ->
            create
                .queueName(name)
                .attributes(
                    Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "900",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                            .formatted(arn, MAX_RECEIVES))));
  }

  void send(String queue, String body) {
    String queueUrl = client.getQueueUrl(get -> get.queueName(queue)).queueUrl();
    client.sendMessage(send -> send.queueUrl(queueUrl).messageBody(body));
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    client.close();
    stop.apply();
  }
}
