package io.granary.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.TestStack;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What CloudFormation is answered. */
final class SetupFunctionTest {
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
  void aDatabaseThatIsNotThereIsAnsweredWithAReason() {
    JsonNode answer;
    try (ApplicationContext elsewhere =
        deployment.context("jdbc:postgresql://127.0.0.1:1/granary")) {
      answer = deployment.ask("Create", elsewhere);
    }

    assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asText())
        .contains("Connection to 127.0.0.1:1 refused")
        .doesNotContain(Deployment.OWNER_PASSWORD);
    assertThat(answer.toString().length()).isLessThan(4096);
  }

  @Test
  void anOwnersSecretThatIsNoneIsAnsweredWithoutRepeatingIt() {
    deployment.secrets.set(Deployment.OWNER, Deployment.OWNER_PASSWORD);

    assertThat(deployment.ask("Create").path("Reason").asText())
        .contains("its secret has no username and password")
        .doesNotContain(Deployment.OWNER_PASSWORD);
  }

  @Test
  void aStartThatFailsIsAnsweredWithTheSettingThatIsMissing() {
    new SetupFunction().handleRequest(deployment.asks.request("Create"), null);

    JsonNode answer = deployment.asks.answers().getLast();
    assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asText())
        .containsPattern("property value \\[granary\\.[a-z.-]+\\]");
  }

  @Test
  void aDeletionLeavesEverythingAndSucceeds() {
    Map<String, Object> request = deployment.asks.request("Delete");
    request.put("PhysicalResourceId", "as-it-was-called");

    new SetupFunction(deployment.context).handleRequest(request, null);

    JsonNode answer = deployment.asks.answers().getLast();
    assertThat(answer.path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(answer.path("PhysicalResourceId").asText()).isEqualTo("as-it-was-called");
    assertThat(deployment.secrets.count(Deployment.ADMIN)).isZero();
  }

  @Test
  void whatIsNotKnownIsRefused() {
    assertThat(deployment.ask("Rename").path("Reason").asText())
        .contains("Cannot do what is asked: Rename");
  }

  @Test
  void anAnswerThatIsNotTakenIsSentAgain() {
    deployment.asks.refuseNext(2);

    deployment.ask("Delete");

    assertThat(deployment.asks.answers()).hasSize(1);
  }

  @Test
  void withoutAnAnswerTheRequestComesAgain() {
    deployment.asks.refuseNext(3);
    var function = new SetupFunction(deployment.context);
    Map<String, Object> request = deployment.asks.request("Delete");

    assertThatThrownBy(() -> function.handleRequest(request, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot answer CloudFormation: 503");
  }
}
