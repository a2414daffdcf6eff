package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.bigquery.FakeBigQuery.Answer;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import java.time.Duration;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client as it is in AWS, with all hosts in one fake. */
final class ClientsTest {
  private static final String STS = "/sts.googleapis.com/v1/token";
  private static final String TABLE =
      "/bigquery.googleapis.com/bigquery/v2/projects/p/datasets/d/tables/t";

  /** In another place than the metadata of AWS, so that no process needs a role for it. */
  private static final String CONFIGURATION =
      """
      {"type": "external_account", "audience": "a",
       "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
       "token_url": "https://sts.googleapis.com/v1/token",
       "credential_source": {"url": "http://127.0.0.1/subject"}}""";

  @RegisterExtension final Cloud cloud = new Cloud();

  @BeforeEach
  void prepare() {
    cloud.fake().at("/127.0.0.1/subject", Answer.ok("a-subject"));
    cloud.fake().at(STS, Answer.ok(LoginTest.TOKEN));
    cloud.fake().at(TABLE, Answer.ok("{}"));
  }

  private Clients clients(String start) {
    return new Clients(config(), start, url -> LoginTest.toFake(cloud.fake(), url));
  }

  private static BigQueryConfig config() {
    Duration wait = Duration.ofSeconds(5);
    return new BigQueryConfig("p", CONFIGURATION, null, wait, wait, 3, Duration.ofMillis(1));
  }

  private Warehouse warehouse(Clients clients) {
    return new BigQueryEngine(config(), clients, cloud.time())
        .open(new WarehouseSource("bigquery", null, "d", null));
  }

  private List<String> connections() {
    return cloud.fake().asked().stream()
        .map(asked -> asked.headers().getOrDefault("Connection", List.of()).toString())
        .distinct()
        .toList();
  }

  @Test
  void requestsCarryATokenWhichIsKept() {
    Warehouse warehouse = warehouse(clients("on-demand"));
    warehouse.table("t");
    warehouse.table("t");

    assertThat(cloud.fake().lines())
        .containsExactly("GET /127.0.0.1/subject", "POST " + STS, "GET " + TABLE, "GET " + TABLE);
    assertThat(cloud.fake().asked().getLast().headers())
        .containsEntry("Authorization", List.of("Bearer ya29.federated"));
    assertThat(connections()).containsExactly("[keep-alive]");
  }

  @Test
  void openingAsksNothing() {
    warehouse(clients("on-demand"));

    assertThat(cloud.fake().asked()).isEmpty();
  }

  @Test
  void noConnectionOutlivesItsRequestBeforeASnapshot() throws Exception {
    Clients clients = clients("snap-start");
    warehouse(clients).table("t");

    assertThat(connections()).containsExactly("[close]");

    clients.beforeCheckpoint(Core.getGlobalContext());
    clients.afterRestore(Core.getGlobalContext());
    warehouse(clients).table("t");

    assertThat(cloud.fake().lines().stream().filter(("POST " + STS)::equals)).hasSize(2);
    assertThat(connections()).containsExactly("[close]", "[keep-alive]");
  }

  @Test
  void aTokenThatIsRefusedIsMadeAnewOnce() {
    cloud.fake().at(TABLE, Answer.error(401, "authError", "Invalid Credentials"));

    assertThatThrownBy(() -> warehouse(clients("")).table("t"))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.WAREHOUSE_DENIED))
        .hasMessage("Cannot read the table p.d.t: BigQuery denies it: Invalid Credentials");
    assertThat(cloud.fake().lines().stream().filter(("GET " + TABLE)::equals)).hasSize(2);
  }

  @Test
  void anExchangeThatIsRefusedIsToldWithoutWhatWasSent() {
    cloud
        .fake()
        .at(
            STS,
            new Answer(
                400,
                "{\"error\": \"unauthorized_client\", \"error_description\": \"The given credential"
                    + " is rejected by the attribute condition.\"}",
                java.util.Map.of(),
                false));

    assertThatThrownBy(() -> warehouse(clients("")).table("t"))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.WAREHOUSE_DENIED))
        .hasMessage(
            "Cannot read the table p.d.t: BigQuery denies it: Google gave us no access token:"
                + " unauthorized_client: The given credential is rejected by the attribute"
                + " condition.");
    assertThat(cloud.fake().lines().stream().filter(("POST " + STS)::equals)).hasSize(1);
  }

  @Test
  void aKeyOfGooglesIsNotTaken() {
    Duration wait = Duration.ofSeconds(5);
    var config =
        new BigQueryConfig(
            "p", "{\"type\": \"service_account\"}", null, wait, wait, 3, Duration.ofMillis(1));
    var warehouse =
        new BigQueryEngine(config, new Clients(config, ""), cloud.time())
            .open(new WarehouseSource("bigquery", null, "d", null));

    assertThatThrownBy(() -> warehouse.table("t"))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.WAREHOUSE_UNAVAILABLE))
        .hasMessage(
            "Cannot read the table p.d.t: granary.bigquery.credentials cannot be used: it is not of"
                + " the type external_account, which has no secret in it");
    assertThat(cloud.time().pauses()).isEmpty();
  }

  @Test
  void anExchangeThatFailsForNowIsTriedAgain() {
    cloud.fake().at(STS, Answer.error(503, "x", "down"));

    assertThatThrownBy(() -> warehouse(clients("")).table("t"))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.WAREHOUSE_UNAVAILABLE))
        .hasMessage(
            "Cannot read the table p.d.t: BigQuery cannot do it now: Google gave us no access"
                + " token");
    assertThat(cloud.fake().lines().stream().filter(("POST " + STS)::equals)).hasSize(3);
    assertThat(cloud.time().pauses()).hasSize(2);
  }
}
