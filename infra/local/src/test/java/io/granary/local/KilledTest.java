package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.json.Json;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The plug is pulled in the middle of an ingest: launcher and servers die without a word. */
final class KilledTest {
  private static final int PICTURES = 1200;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path home;

  @Test
  void anIngestThatIsKilledGoesOnAndEndsExactly() throws Exception {
    Process first = start();
    JsonNode stack = stack(first);
    assertThat(Path.of(stack.path("warehouse_dir").asText()).resolve("transactions.parquet"))
        .exists();
    register(stack);
    try (S3Client s3 = s3(stack)) {
      s3.putObject(
          put -> put.bucket(bucket(stack)).key("drop/kim/big.zip"), RequestBody.fromBytes(zip()));
    }
    String state = "select count(*) from ingests where state = 'parts'";
    await("the parts have begun", () -> count(stack, state) == 1);
    kill(first);
    Files.delete(home.resolve("stack.json"));

    Process second = start();
    JsonNode again = stack(second);
    try (S3Client s3 = s3(again)) {
      await("there is a result", () -> keys(s3, again).contains("drop/kim/big.zip.result.json"));
      await("the source has moved", () -> !keys(s3, again).contains("drop/kim/big.zip"));

      assertThat(count(again, "select count(*) from datasets where status = 'ready'")).isEqualTo(1);
      assertThat(count(again, "select count(*) from samples")).isEqualTo(PICTURES);
      assertThat(count(again, "select count(*) from annotations")).isEqualTo(PICTURES);
      assertThat(count(again, "select sum(annotation_count) from samples")).isEqualTo(PICTURES);
      // The pictures, the annotation file, the archive, and the result: no orphan.
      assertThat(keys(s3, again)).hasSize(PICTURES + 3);
    } finally {
      second.destroy();
      assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(home.resolve("stack.json")).doesNotExist();
  }

  private static byte[] zip() {
    var zip = new SampleZip();
    var coco = new SampleCoco().category(1, "disc");
    for (int i = 0; i < PICTURES; i++) {
      String name = "%04d.jpg".formatted(i);
      zip.add("images/" + name, SampleImages.jpeg(64, 48, i));
      coco.image(i, name, 64, 48).box(i, i, 1, 1, 1, 10, 10);
    }
    return zip.add("annotations/instances_train.json", coco.json()).bytes();
  }

  private static Process start() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    var builder =
        new ProcessBuilder(
            java.toString(),
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

  /** What the stack says of itself once it is up. */
  private static JsonNode stack(Process process) throws Exception {
    Path file = home.resolve("stack.json");
    await("the stack is up", () -> Files.exists(file) || !process.isAlive());
    return Json.tree(Files.readString(file, StandardCharsets.UTF_8));
  }

  /** Kills the launcher and the servers, not PostgreSQL: it outlives them, as after a crash. */
  private static void kill(Process launcher) throws Exception {
    List<ProcessHandle> servers = launcher.children().toList();
    launcher.destroyForcibly().waitFor();
    for (ProcessHandle server : servers) {
      server.destroyForcibly();
      server.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private static void register(JsonNode stack) throws Exception {
    var answer =
        new DemoClient(stack.path("api_url").asText())
            .post(
                "/api/auth/register",
                Map.of(
                    "username", "kim", "email", "kim@example.com", "password", "a long password"));
    assertThat(answer.status()).isEqualTo(201);
  }

  private static S3Client s3(JsonNode stack) {
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

  private static String bucket(JsonNode stack) {
    return stack.path("bucket").asText();
  }

  private static List<String> keys(S3Client s3, JsonNode stack) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket(stack))).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static long count(JsonNode stack, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(stack.path("postgres_url").asText());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
