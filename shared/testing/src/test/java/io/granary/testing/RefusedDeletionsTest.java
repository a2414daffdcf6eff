package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.granary.storage.Objects;
import io.granary.storage.StorageConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** An S3 that answers 200 and removes some of the objects alone (API reference, DeleteObjects). */
final class RefusedDeletionsTest {
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  /** What is there. */
  private final Set<String> objects = new TreeSet<>();

  /** How often a key is still refused, and with which code. */
  private final Map<String, Integer> refusals = new HashMap<>();

  private final List<List<String>> requests = new ArrayList<>();
  private String code = "InternalError";

  private HttpServer server;
  private S3Client client;
  private S3Presigner presigner;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] answer = answer(asked).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/xml");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
    client =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(credentials)
            .build();
    presigner =
        S3Presigner.builder().region(Region.US_EAST_1).credentialsProvider(credentials).build();
  }

  @AfterEach
  void stop() {
    presigner.close();
    client.close();
    server.stop(0);
  }

  private synchronized String answer(String asked) {
    List<String> keys = KEY.matcher(asked).results().map(found -> found.group(1)).toList();
    requests.add(keys);
    var errors = new StringBuilder();
    for (String key : keys) {
      int left = refusals.getOrDefault(key, 0);
      if (left == 0) {
        objects.remove(key);
      } else {
        refusals.put(key, left - 1);
        errors.append(
            "<Error><Key>%s</Key><Code>%s</Code><Message>no</Message></Error>"
                .formatted(key, code));
      }
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">%s</DeleteResult>"
            .formatted(errors);
  }

  private void delete(List<String> keys) {
    var config =
        new StorageConfig(
            "us-east-1", "data", null, "table", "", null, null, null, null, null, null, null);
    new Objects(client, presigner, config).delete(keys);
  }

  private List<String> thousand() {
    List<String> keys = IntStream.range(0, 1000).mapToObj("raw/%04d"::formatted).toList();
    objects.addAll(keys);
    return keys;
  }

  @Test
  void theKeysThatWereRefusedAreTriedAgainAndNoOthers() {
    List<String> keys = thousand();
    refusals.put("raw/0007", 1);
    refusals.put("raw/0500", 3);
    code = "SlowDown";

    delete(keys);

    assertThat(objects).isEmpty();
    assertThat(requests.getFirst()).isEqualTo(keys);
    assertThat(requests.subList(1, requests.size()))
        .containsExactly(List.of("raw/0007", "raw/0500"), List.of("raw/0500"), List.of("raw/0500"));
  }

  @Test
  void afterTheFourthRefusalItIsSaidAndTheRestIsGone() {
    List<String> keys = thousand();
    refusals.put("raw/0007", 100);
    refusals.put("raw/0008", 100);

    assertThatThrownBy(() -> delete(keys))
        .hasMessage("Cannot remove 2 of 1000 objects: InternalError");

    assertThat(requests.stream().map(List::size).collect(Collectors.toList()))
        .containsExactly(1000, 2, 2, 2);
    assertThat(objects).containsExactly("raw/0007", "raw/0008");
  }

  @Test
  void whatIsForbiddenIsNotTriedAgain() {
    List<String> keys = thousand();
    refusals.put("raw/0999", 1);
    code = "AccessDenied";

    assertThatThrownBy(() -> delete(keys))
        .hasMessage("Cannot remove 1 of 1000 objects: AccessDenied");

    assertThat(requests).hasSize(1);
    assertThat(objects).containsExactly("raw/0999");
  }

  @Test
  void nothingIsAskedForNothing() {
    delete(List.of());

    assertThat(requests).isEmpty();
  }
}
