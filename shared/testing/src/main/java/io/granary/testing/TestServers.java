package io.granary.testing;

import io.granary.embedded.EmbeddedClient;
import io.granary.embedded.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The servers that tests run on, as the property {@code granary.test.servers} says: the embedded
 * ones; LocalStack in a container, beside the embedded PostgreSQL ({@code localstack}); or the
 * embedded ones as if they were LocalStack, asked by the calls of AWS alone ({@code stand-in}). The
 * embedded ones are started by the first test of a run and end a minute after the last.
 */
final class TestServers {
  private static final Duration LINGER = Duration.ofSeconds(60);
  private static @Nullable Servers servers;

  private TestServers() {}

  /** Why they cannot run here; empty when they can. */
  static Optional<String> obstacle() {
    return which().equals("localstack") && !LocalStackContainers.canRun()
        ? Optional.of("Docker is missing, which LocalStack runs in")
        : Optional.empty();
  }

  private static String which() {
    return System.getProperty("granary.test.servers", "embedded");
  }

  /** Those of this process. */
  static synchronized Servers get() throws IOException {
    if (servers == null) {
      servers = start(which());
    }
    return servers;
  }

  private static Servers start(String which) throws IOException {
    return switch (which) {
      case "embedded" -> embedded();
      case "localstack" -> LocalStackContainers.start(embedded().postgresUrl());
      case "stand-in" -> standIn(embedded());
      default -> throw new IllegalArgumentException("Cannot run tests on servers " + which);
    };
  }

  static EmbeddedClient embedded() throws IOException {
    Path root = Path.of(System.getProperty("granary.root"));
    return EmbeddedClient.startOrJoin(
        new EmbeddedClient.Start(root, root.resolve("target/embedded"), 0, false, LINGER));
  }

  /** The embedded servers behind the calls that AWS knows. */
  static CloudServers standIn(EmbeddedClient embedded) {
    return new CloudServers(
        embedded.postgresUrl(),
        new CloudServers.Endpoints(
            embedded.s3Url(),
            embedded.sqsUrl(),
            embedded.dynamodbUrl(),
            embedded.region(),
            embedded.accessKeyId(),
            embedded.secretAccessKey()));
  }
}
