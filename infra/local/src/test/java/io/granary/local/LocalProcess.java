package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The whole platform in processes of its own, which can be killed.
 *
 * @param stack what it says of itself
 */
record LocalProcess(Path home, Process launcher, JsonNode stack) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Starts it, or goes on where it was killed, and waits until it is up. */
  static LocalProcess start(Path home) throws Exception {
    Path file = home.resolve("stack.json");
    Files.deleteIfExists(file);
    Process launcher = launch(home);
    await("the stack is up", () -> Files.exists(file) || !launcher.isAlive());
    return new LocalProcess(
        home, launcher, Json.tree(Files.readString(file, StandardCharsets.UTF_8)));
  }

  private static Process launch(Path home) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Dgranary.root=" + System.getProperty("granary.root"),
            "-Djava.util.logging.config.file="
                + System.getProperty("java.util.logging.config.file"),
            "-cp",
            System.getProperty("java.class.path"),
            "io.granary.local.Local");
    builder.environment().put("GRANARY_HOME", home.toString());
    builder.environment().put("GRANARY_PORT", "0");
    builder.environment().put("GRANARY_S3_PORT", "0");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("local.log").toFile()))
        .start();
  }

  /** Kills the launcher and the servers, not PostgreSQL: it outlives them, as after a crash. */
  void kill() throws Exception {
    List<ProcessHandle> servers = launcher.children().toList();
    launcher.destroyForcibly().waitFor();
    for (ProcessHandle server : servers) {
      server.destroyForcibly();
      server.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  /** Ends it in order. */
  void stop() throws InterruptedException {
    launcher.destroy();
    assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  DemoClient client() {
    return new DemoClient(stack.path("api_url").asText());
  }

  Jdbi database() {
    return Jdbi.create(stack.path("postgres_url").asText());
  }

  /** One number that a statement gives. */
  long count(String sql) {
    return database().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  /** The texts that a statement gives. */
  List<String> texts(String sql) {
    return database().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  S3Client s3() {
    return S3Client.builder()
        .endpointOverride(URI.create(stack.path("s3_url").asText()))
        .region(Region.of(stack.path("region").asText()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    stack.path("aws_access_key_id").asText(),
                    stack.path("aws_secret_access_key").asText())))
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  String bucket() {
    return stack.path("bucket").asText();
  }

  /** All keys of the data bucket. */
  List<String> keys(S3Client s3) {
    return keys(s3, bucket());
  }

  /** All keys of a bucket. */
  static List<String> keys(S3Client s3, String bucket) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  /** Waits until something holds, or the thread is interrupted. */
  static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (Thread.interrupted()) {
        throw new InterruptedException(what);
      }
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
