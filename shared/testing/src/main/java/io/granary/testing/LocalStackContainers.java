package io.granary.testing;

import io.granary.embedded.Servers;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts LocalStack, which ends with this process. Only the profile {@code localstack} has
 * Testcontainers on the class path of tests; nothing else may load this class.
 */
final class LocalStackContainers {
  /** A release that needs no account. */
  private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.9.2");

  private LocalStackContainers() {}

  /** Whether there is a Docker engine. */
  static boolean canRun() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @SuppressWarnings("resource") // Testcontainers stops it when this process ends.
  static Servers start(String postgresUrl) {
    var container =
        new LocalStackContainer(IMAGE)
            .withServices("s3", "sqs", "dynamodb")
            // The host in the URLs of queues is then one that every machine can resolve.
            .withEnv("SQS_ENDPOINT_STRATEGY", "path");
    container.start();
    String endpoint = container.getEndpoint().toString();
    return new CloudServers(
        postgresUrl,
        new CloudServers.Endpoints(
            endpoint,
            endpoint,
            endpoint,
            container.getRegion(),
            container.getAccessKey(),
            container.getSecretKey()));
  }
}
