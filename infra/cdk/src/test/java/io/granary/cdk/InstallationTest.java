package io.granary.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Deployed;
import io.granary.api.LambdaFunction.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An installation is what its context says, and a context that cannot be is refused by name. */
final class InstallationTest {
  /** What must be given with something else is what is missing. */
  private static final Map<String, String> PARTNERS =
      Map.of("outsideIssuer", "outsideAudience", "bigqueryProject", "bigqueryCredentials");

  @ParameterizedTest
  @CsvSource({
    "name, Granary!",
    "name, ab",
    "name, a--b",
    "adminUsername, Admin",
    "database, mysql",
    "registration, everybody",
    "adminEmail, ''",
    "maxCapacity, 0",
    "maxCapacity, many",
    "outsideIssuer, https://issuer.example",
    "bigqueryProject, acme-data",
    "logDays, ninety",
  })
  void whatCannotBeIsRefusedByName(String key, String value) {
    Map<String, String> context = new HashMap<>(Map.of("adminEmail", "a@example.com"));
    context.put(key, value);
    assertThatThrownBy(() -> Installation.of(context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot deploy with " + PARTNERS.getOrDefault(key, key))
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
    JsonNode pages = cors(made);
    assertThat(pages.get("AllowedOrigins").toString()).isEqualTo("[\"https://granary.example\"]");
    assertThat(pages.get("AllowedMethods").toString()).isEqualTo("[\"GET\",\"PUT\"]");
    assertThat(pages.get("AllowedHeaders").toString())
        .isEqualTo("[\"content-type\",\"if-none-match\",\"x-amz-checksum-sha256\"]");
    assertThat(cors(Synthesized.byDefault()).isMissingNode()).isTrue();
    assertThat(made.findings()).isEmpty();
  }

  @Test
  void aDatabaseThatIsKnownByItsCertificatesIsVerified() throws IOException {
    Path zip = Path.of(System.getProperty("granary.root"), "infra/cdk/target/certificates.zip");
    Files.write(zip, new byte[0]);
    Synthesized made = Synthesized.of("known", Map.of("certificates", zip.toString()));
    assertThat(url(made, "ingest-part"))
        .contains(":6432/", "sslmode=verify-full&sslrootcert=/opt/database-certificates.pem");
    assertThat(url(Synthesized.byDefault(), "ingest-part")).contains(":6432/", "sslmode=require");
  }

  @Test
  void theProxyListensOnTheEnginesOwnPort() {
    assertThat(url(Synthesized.byDefault(), "get-me"))
        .contains(":5432/", "sslmode=verify-full&sslfactory=");
    assertThat(Synthesized.byDefault().resources("AWS::EC2::SecurityGroupIngress"))
        .extracting(rule -> rule.at("/Properties/FromPort").asInt())
        .contains(Proxy.PORT);
  }

  @Test
  void onlyFunctionsThatAskTheWarehouseReachTheInternetForIt() {
    String account = "{\"type\": \"external_account\"}";
    Synthesized made =
        Synthesized.of(
            "bigquery", Map.of("bigqueryProject", "acme-data", "bigqueryCredentials", account));
    assertThat(made.resources("AWS::EC2::NatGateway")).hasSize(1);
    Set<String> outgoing = new HashSet<>();
    for (Deployed deployed : Synthesized.real()) {
      JsonNode function = function(made, deployed.name());
      boolean asks = deployed.rights().uses().contains(Use.WAREHOUSE);
      assertThat(function.at("/Environment/Variables/GRANARY_BIGQUERY_PROJECT").asText())
          .as(deployed.name())
          .isEqualTo(asks ? "acme-data" : "");
      assertThat(function.at("/Environment/Variables/GRANARY_BIGQUERY_CREDENTIALS").asText())
          .isEqualTo(asks ? account : "");
      assertThat(function.at("/Environment/Variables/GRANARY_BIGQUERY_PATIENCE").asText())
          .isEqualTo(asks && deployed.queue().isPresent() ? "5m" : "");
      String subnets = function.at("/VpcConfig/SubnetIds").toString();
      assertThat(subnets.contains("warehouseSubnet")).as(deployed.name()).isEqualTo(asks);
      if (asks) {
        outgoing.add(deployed.name());
      }
    }
    assertThat(outgoing).contains("get-column-samples", "list-tables", "run-warehouse");
    assertThat(made.findings()).isEmpty();
  }

  @Test
  void withAnOutsideIssuerOneWayIsEnough() {
    Synthesized made =
        Synthesized.of(
            "both",
            Map.of(
                "outsideIssuer", "https://issuer.example",
                "outsideAudience", "granary",
                "bigqueryProject", "acme-data",
                "bigqueryCredentials", "{}"));
    assertThat(made.resources("AWS::EC2::NatGateway")).hasSize(1);
    assertThat(made.resources("AWS::EC2::Subnet")).hasSize(6);
  }

  /** The first rule of the data bucket about pages of other origins. */
  private static JsonNode cors(Synthesized made) {
    return made.resources("AWS::S3::Bucket").stream()
        .map(bucket -> bucket.get("Properties"))
        .filter(bucket -> Policies.text(bucket.get("BucketName")).startsWith("granary-data"))
        .findFirst()
        .orElseThrow()
        .at("/CorsConfiguration/CorsRules/0");
  }

  private static String url(Synthesized made, String function) {
    return Policies.text(
        function(made, function).at("/Environment/Variables/GRANARY_DATABASE_URL"));
  }

  private static JsonNode function(Synthesized made, String name) {
    return made.resources("AWS::Lambda::Function").stream()
        .map(resource -> resource.get("Properties"))
        .filter(p -> p.get("FunctionName").asText().equals("granary-" + name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void zonesCanBeChosen() {
    Synthesized made =
        Synthesized.of("zones", Map.of("zones", "us-east-1a, us-east-1b,us-east-1c"));
    assertThat(made.resources("AWS::EC2::Subnet")).hasSize(6);
  }

  @Test
  void twoInstallationsShareNoName() {
    Synthesized other = Synthesized.of("other", Map.of("name", "barn"));
    assertThat(other.templates().values().toString()).doesNotContain("granary-data", "/granary/");
  }
}
