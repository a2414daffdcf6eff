package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.JsonLogFormatter;
import io.granary.domain.Sha256;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is logged, and what errors say, when secrets pass and when their statements fail. */
final class SecretsInLogsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String PASSWORD = "Correct-Horse-9";

  private final Logger root = Logger.getLogger("");
  private final Logger ours = Logger.getLogger("io.granary");
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>(List.of(PASSWORD));

  private final Handler handler =
      new Handler() {
        private final JsonLogFormatter formatter = new JsonLogFormatter();

        @Override
        public void publish(LogRecord entry) {
          logged.add(formatter.format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    ours.setLevel(Level.INFO);
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
  }

  @AfterEach
  void stop() {
    root.removeHandler(handler);
    ours.setLevel(null);
  }

  @Test
  void noSecretIsLoggedOrAnswered() {
    JsonNode login = login();
    var client = new ApiClient(STACK.gateway(), secret(login, "access_token"));
    secret(login, "refresh_token");
    String token = secret(client.post("/api/tokens", Map.of("name", "ci")).json(), "token");
    new ApiClient(STACK.gateway(), token).get("/api/users/me");
    secret(client.post("/api/drop-credentials", Map.of()).json(), "secret_access_key");
    secret(STACK.as(STACK.admin("root")).post("/api/invitations", Map.of()).json(), "invitation");
    var owner = STACK.user("owner");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "set", 1);
    String link =
        STACK
            .as(owner)
            .get(
                "/api/datasets/%s/samples/%s/content"
                    .formatted(dataset.id(), dataset.samples().getFirst()))
            .headers()
            .get("location");
    secrets.add(link.replaceAll(".*X-Amz-Signature=([0-9a-f]+).*", "$1"));
    refused(client.post("/api/auth/login", Map.of("username", "ada", "password", PASSWORD + "!")));
    refused(client.post("/api/auth/refresh", Map.of("refresh_token", "no." + PASSWORD)));
    refused(client.post("/api/tokens", "{\"name\": \"" + PASSWORD + "\", oops"));
    refused(new ApiClient(STACK.gateway(), token + "x").get("/api/users/me"));
    failStatements(client);

    assertThat(logged).hasSizeGreaterThan(10);
    for (String secret : secrets) {
      String hash = Sha256.hex(secret);
      assertThat(logged)
          .noneMatch(line -> line.contains(secret) || line.contains(hash))
          .noneMatch(
              line -> line.matches("(?is).*\\b(insert into|select .* from|update users)\\b.*"));
      assertThat(errors).noneMatch(body -> body.contains(secret) || body.contains(hash));
    }
    assertThat(errors)
        .noneMatch(body -> body.matches("(?is).*(exception|insert into|at io\\.granary).*"));
  }

  /** Statements that break with secrets among their values. */
  private void failStatements(ApiClient client) {
    STACK.stack().executeAsOwner("alter table personal_tokens rename to away");
    Answer broken = client.post("/api/tokens", Map.of("name", "lost"));
    STACK.stack().executeAsOwner("alter table away rename to personal_tokens");
    assertThat(broken.status()).isEqualTo(500);
    refused(broken);
    STACK
        .stack()
        .executeAsOwner("alter table users add constraint odd check (email not like 'x%')");
    refused(
        client.post(
            "/api/auth/register",
            Map.of("username", "xen", "email", "x@example.com", "password", PASSWORD)));
    STACK.stack().executeAsOwner("alter table users drop constraint odd");
    assertThat(logged).anyMatch(line -> line.contains("\"trace\""));
    assertThat(logged).noneMatch(line -> line.contains("x@example.com"));
  }

  private static JsonNode login() {
    STACK
        .anonymous()
        .post(
            "/api/auth/register",
            Map.of("username", "ada", "email", "ada@example.com", "password", PASSWORD));
    return STACK
        .anonymous()
        .post("/api/auth/login", Map.of("username", "ada", "password", PASSWORD))
        .json();
  }

  private String secret(JsonNode answer, String field) {
    String secret = answer.path(field).asText();
    assertThat(secret).as(field).hasSizeGreaterThan(3);
    secrets.add(secret);
    return secret;
  }

  private void refused(Answer answer) {
    assertThat(answer.status()).isGreaterThanOrEqualTo(400);
    errors.add(answer.body());
  }
}
