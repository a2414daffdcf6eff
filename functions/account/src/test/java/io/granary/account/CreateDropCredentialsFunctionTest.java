package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.granary.json.Json;
import io.granary.storage.DropConfig;
import io.granary.storage.DropSessions;
import io.granary.storage.StorageConfig;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

final class CreateDropCredentialsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  /** As STS answers AssumeRole in its API reference. */
  private static final String ASSUMED =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleResult>
          <Credentials>
            <AccessKeyId>ASIAEXAMPLE</AccessKeyId>
            <SecretAccessKey>secret</SecretAccessKey>
            <SessionToken>session</SessionToken>
            <Expiration>2026-01-01T01:00:00Z</Expiration>
          </Credentials>
        </AssumeRoleResult>
      </AssumeRoleResponse>
      """;

  @Test
  void whatItGivesPutsAnObjectInTheDropFolder() {
    Answer answer = STACK.signedIn("ann").post("/api/drop-credentials", Map.of());

    assertThat(answer.status()).isEqualTo(200);
    JsonNode given = answer.json();
    assertThat(given.path("prefix").asText()).isEqualTo("drop/ann/");
    try (S3Client s3 = client(given)) {
      String key = given.path("prefix").asText() + "notes.bin";
      s3.putObject(put -> put.bucket(given.path("bucket").asText()).key(key), RequestBody.empty());
      assertThat(STACK.objects().stat(key)).isPresent();
    }
  }

  @Test
  void inAwsASessionReachesTheOneFolderForAnHour() throws IOException {
    Map<String, String> asked = new HashMap<>();
    HttpServer sts =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sts.createContext(
        "/",
        exchange -> {
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            asked.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
          }
          byte[] body = ASSUMED.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    sts.start();
    try {
      var config =
          new DropConfig(
              "arn:aws:iam::000000000000:role/drop",
              URI.create("http://127.0.0.1:" + sts.getAddress().getPort()));
      var session = new DropSessions(STACK.bean(StorageConfig.class), config).begin("ann");

      assertThat(session.sessionToken()).isEqualTo("session");
      assertThat(session.expiresAt()).isNotNull();
      assertThat(asked)
          .containsEntry("Action", "AssumeRole")
          .containsEntry("DurationSeconds", "3600")
          .containsEntry("RoleSessionName", "ann");
      JsonNode statement = Json.tree(String.valueOf(asked.get("Policy"))).at("/Statement/0");
      assertThat(statement.path("Resource").asText())
          .isEqualTo("arn:aws:s3:::%s/drop/ann/*".formatted(session.bucket()));
      assertThat(statement.path("Action").toString())
          .contains("s3:PutObject")
          .doesNotContain("Delete")
          .doesNotContain("\"s3:*\"");
    } finally {
      sts.stop(0);
    }
  }

  private static S3Client client(JsonNode given) {
    return S3Client.builder()
        .endpointOverride(URI.create(given.path("endpoint_url").asText()))
        .region(Region.of(given.path("region").asText()))
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    given.path("access_key_id").asText(),
                    given.path("secret_access_key").asText())))
        .build();
  }
}
