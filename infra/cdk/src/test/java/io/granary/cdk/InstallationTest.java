package io.granary.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An installation is what its context says, and a context that cannot be is refused by name. */
final class InstallationTest {
  @ParameterizedTest
  @CsvSource({
    "name, Granary!",
    "name, a",
    "database, mysql",
    "registration, everybody",
    "adminEmail, ''",
    "maxCapacity, 0",
    "maxCapacity, many",
    "outsideIssuer, https://issuer.example",
    "logDays, ninety",
  })
  void whatCannotBeIsRefusedByName(String key, String value) {
    Map<String, String> context = new HashMap<>(Map.of("adminEmail", "a@example.com"));
    context.put(key, value);
    assertThatThrownBy(() -> Installation.of(context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Cannot deploy with " + (key.equals("outsideIssuer") ? "outsideAudience" : key))
        .hasMessageContaining("must be");
  }

  @Test
  void aSleepingDatabaseIsReachedWithoutAProxy() {
    Synthesized made = Synthesized.of("pausing", Map.of("database", "pausing"));
    assertThat(made.resources("AWS::RDS::DBProxy")).isEmpty();
    JsonNode scaling =
        made.resources("AWS::RDS::DBCluster")
            .getFirst()
            .at("/Properties/ServerlessV2ScalingConfiguration");
    assertThat(scaling.get("MinCapacity").asDouble()).isZero();
    assertThat(scaling.get("SecondsUntilAutoPause").asInt()).isEqualTo(600);
    assertThat(made.findings()).isEmpty();
  }

  @Test
  void anOutsideIssuerIsReachedThroughOneGateway() {
    Synthesized made =
        Synthesized.of(
            "outside",
            Map.of(
                "outsideIssuer", "https://issuer.example",
                "outsideAudience", "granary",
                "webOrigins", "https://granary.example"));
    assertThat(made.resources("AWS::EC2::NatGateway")).hasSize(1);
    assertThat(Synthesized.byDefault().resources("AWS::EC2::NatGateway")).isEmpty();
    assertThat(made.resources("AWS::Lambda::Function"))
        .allMatch(
            function ->
                function
                    .at("/Properties/Environment/Variables/GRANARY_AUTH_OIDC_ISSUER")
                    .asText()
                    .equals("https://issuer.example"));
    assertThat(made.findings()).isEmpty();
  }

  @Test
  void twoInstallationsShareNoName() {
    Synthesized other = Synthesized.of("other", Map.of("name", "barn"));
    assertThat(other.templates().values().toString()).doesNotContain("granary-data", "/granary/");
  }
}
