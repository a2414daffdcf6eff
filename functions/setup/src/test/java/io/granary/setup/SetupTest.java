package io.granary.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.SigningKeySet;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a deployment finds done, however often and by however many it is asked for. */
final class SetupTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private Deployment deployment;

  @BeforeEach
  void start() throws IOException {
    deployment = new Deployment(STACK);
  }

  @AfterEach
  void stop() {
    deployment.close();
  }

  @Test
  void aNewInstallationGetsASchemaKeysAndAnAdmin() {
    JsonNode answer = deployment.ask("Create");

    assertThat(answer.path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(answer.path("PhysicalResourceId").asText()).isEqualTo("granary-setup");
    assertThat(answer.path("LogicalResourceId").asText()).isEqualTo("Setup");
    assertThat(answer.path("RequestId").asText()).isEqualTo("request-1");
    assertThat(answer.path("StackId").asText()).startsWith("arn:aws:cloudformation:");
    assertThat(SigningKeySet.isOne(deployment.secrets.text(Deployment.KEYS))).isTrue();
    deployment.assertThatTheKeysArePublic();
    assertThat(deployment.admins())
        .singleElement()
        .satisfies(
            admin ->
                assertThat(admin)
                    .containsEntry("username", "root")
                    .containsEntry("email", "root@example.com"));
    deployment.assertThatTheAdminHasThePasswordOfTheSecret();
    // The functions' role can log in and has what it needs.
    long users =
        deployment
            .runtime()
            .withHandle(
                handle -> handle.createQuery("select count(*) from users").mapTo(Long.class).one());
    assertThat(users).isEqualTo(1);
  }

  @Test
  void aSecondRunChangesNothing() {
    deployment.ask("Create");
    String keys = deployment.secrets.text(Deployment.KEYS);
    String login = deployment.secrets.text(Deployment.ADMIN);
    List<Map<String, Object>> admins = deployment.admins();

    JsonNode answer = deployment.ask("Update");

    assertThat(answer.path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(answer.path("PhysicalResourceId").asText()).isEqualTo("granary-setup");
    assertThat(deployment.secrets.text(Deployment.KEYS)).isEqualTo(keys);
    assertThat(deployment.secrets.text(Deployment.ADMIN)).isEqualTo(login);
    assertThat(deployment.admins()).isEqualTo(admins);
  }

  @Test
  void keysThatAreThereButNotPublicArePublished() {
    deployment.ask("Create");
    String keys = deployment.secrets.text(Deployment.KEYS);
    deployment.secrets.set(Deployment.PUBLIC, "to be made by the setup");

    deployment.ask("Update");

    assertThat(deployment.secrets.text(Deployment.KEYS)).isEqualTo(keys);
    deployment.assertThatTheKeysArePublic();
  }

  @Test
  void afterALeakTheNewKeyIsTheOnlyPublicOne() {
    deployment.ask("Create");
    String leaked = deployment.secrets.text(Deployment.PUBLIC);
    deployment.secrets.set(Deployment.KEYS, SigningKeySet.EMPTY);

    deployment.ask("Update");

    assertThat(deployment.secrets.text(Deployment.PUBLIC)).isNotEqualTo(leaked);
    deployment.assertThatTheKeysArePublic();
  }

  @Test
  void anAdminWhoIsThereStaysTheOnlyOne() {
    deployment.ask("Create");
    deployment.owner().useHandle(handle -> handle.execute("update users set username = 'someone'"));

    deployment.ask("Update");

    assertThat(deployment.admins())
        .singleElement()
        .satisfies(admin -> assertThat(admin).containsEntry("username", "someone"));
  }

  @Test
  void manyAtOnceMakeOneInstallation() throws InterruptedException {
    Callable<Boolean> run =
        () -> {
          new SetupFunction(deployment.context)
              .handleRequest(deployment.asks.request("Create"), null);
          return true;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(Collections.nCopies(4, run)))
          .allSatisfy(done -> assertThat(done.get()).isTrue());
    }

    assertThat(deployment.asks.answers())
        .hasSize(4)
        .allSatisfy(answer -> assertThat(answer.path("Status").asText()).isEqualTo("SUCCESS"));
    // The text that the deployment made, and one set of keys.
    assertThat(deployment.secrets.count(Deployment.KEYS)).isEqualTo(2);
    deployment.assertThatTheKeysArePublic();
    assertThat(deployment.secrets.count(Deployment.ADMIN)).isEqualTo(1);
    deployment.assertThatTheAdminHasThePasswordOfTheSecret();
  }

  @Test
  void whatDiedBetweenSecretAndAccountIsMadeGoodByTheNext() {
    deployment.ask("Create");
    String login = deployment.secrets.text(Deployment.ADMIN);
    // As if the first run had died before its transaction ended.
    deployment.owner().useHandle(handle -> handle.execute("delete from users"));

    assertThat(deployment.ask("Create").path("Status").asText()).isEqualTo("SUCCESS");

    assertThat(deployment.secrets.text(Deployment.ADMIN)).isEqualTo(login);
    deployment.assertThatTheAdminHasThePasswordOfTheSecret();
  }

  @Test
  void anAccountThatCannotBeMadeLeavesThePasswordForTheNextRun() {
    deployment.ask("Create");
    deployment.owner().useHandle(handle -> handle.execute("update users set role = 'user'"));

    JsonNode answer = deployment.ask("Update");

    assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asText()).contains("the username 'root' is taken");
    String login = deployment.secrets.text(Deployment.ADMIN);
    deployment.owner().useHandle(handle -> handle.execute("delete from users"));
    assertThat(deployment.ask("Update").path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(deployment.secrets.text(Deployment.ADMIN)).isEqualTo(login);
    deployment.assertThatTheAdminHasThePasswordOfTheSecret();
  }
}
