package io.granary.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What infra/README.md says of costs is what the prices and the templates give. */
final class CostsTest {
  private static final Costs COSTS = Costs.usual();

  @Test
  void theTableOfCostsIsWorkedOutFromTheTemplates() throws IOException {
    String readme =
        Files.readString(Path.of(System.getProperty("granary.root"), "infra/README.md"));
    assertThat(readme).contains(table());
  }

  @Test
  void pricesAreParameters() {
    Map<String, BigDecimal> dearer = new HashMap<>(COSTS.prices());
    dearer.put("http_api_million", new BigDecimal("7.00"));
    BigDecimal more =
        new Costs(dearer).perMillionCalls().get("All").subtract(COSTS.perMillionCalls().get("All"));
    assertThat(more).isEqualByComparingTo("6.00");
  }

  private static String table() {
    Map<String, BigDecimal> proxied = COSTS.idle(counted(Synthesized.byDefault()));
    Map<String, BigDecimal> pausing =
        COSTS.idle(counted(Synthesized.of("pausing", Map.of("database", "pausing"))));
    var text = new StringBuilder("| A month, idle | `proxied` | `pausing` |\n|---|---|---|\n");
    proxied.forEach(
        (what, sum) -> text.append("| %s | %s | %s |%n".formatted(what, sum, pausing.get(what))));
    text.append("\n| A million calls | |\n|---|---|\n");
    COSTS
        .perMillionCalls()
        .forEach((what, sum) -> text.append("| %s | %s |%n".formatted(what, sum)));
    return text.toString();
  }

  private static Costs.Counted counted(Synthesized made) {
    int endpointZones =
        made.resources("AWS::EC2::VPCEndpoint").stream()
            .filter(
                endpoint -> endpoint.at("/Properties/VpcEndpointType").asText().equals("Interface"))
            .mapToInt(endpoint -> endpoint.at("/Properties/SubnetIds").size())
            .sum();
    JsonNode scaling =
        made.resources("AWS::RDS::DBCluster")
            .getFirst()
            .at("/Properties/ServerlessV2ScalingConfiguration/MinCapacity");
    return new Costs.Counted(
        endpointZones,
        made.resources("AWS::EC2::NatGateway").size(),
        new BigDecimal(scaling.asText()),
        made.resources("AWS::RDS::DBProxy").size(),
        // The one of the database's owner is made by RDS.
        made.resources("AWS::SecretsManager::Secret").size() + 1,
        made.resources("AWS::CloudWatch::Alarm").size());
  }
}
