package io.granary.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetQueryFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String ROLLING =
      ", \"filters\": {\"date_range\": {\"type\": \"rolling\", \"days\": 30}}";
  private static final String RANDOM =
      ", \"split\": {\"strategy\": \"random\", \"train_percent\": 80}";

  private static String path(SampleDefinition dataset) {
    return "/api/datasets/%s/query".formatted(dataset.id());
  }

  @Test
  void theQueryOfAllRowsIsGivenWithItsColumns() {
    User owner = STACK.user("ada");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    dataset.inBigQuery(STACK, "shop-1");

    JsonNode query = STACK.as(owner).get(path(dataset)).json();

    assertThat(query.path("sql").asText())
        .startsWith("WITH source AS (\n  SELECT\n    `orders`.`customer_id` AS `customer_id`,")
        .contains("FROM `shop-1`.`raw_data`.`orders` AS `orders`")
        .endsWith("`city`\nFROM dataset");
    assertThat(query.path("dialect").asText()).isEqualTo("bigquery");
    assertThat(query.path("split").isNull()).isTrue();
    assertThat(query.path("as_of").isNull()).isTrue();
    assertThat(query.path("warnings")).isEmpty();
    assertThat(query.path("columns").toString())
        .isEqualTo(
            "[{\"name\":\"customer_id\",\"type\":\"STRING\",\"role\":\"user_id\"},"
                + "{\"name\":\"product_id\",\"type\":\"INT64\",\"role\":\"product_id\"},"
                + "{\"name\":\"ordered_on\",\"type\":\"DATE\",\"role\":\"timestamp\"},"
                + "{\"name\":\"revenue\",\"type\":\"FLOAT64\",\"role\":\"revenue\"},"
                + "{\"name\":\"city\",\"type\":\"STRING\",\"role\":null}]");
  }

  @Test
  void oneSideOfASplitIsGivenInTheOtherDialect() {
    User owner = STACK.user("bob");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(RANDOM));

    JsonNode query = STACK.as(owner).get(path(dataset) + "?split=eval&dialect=duckdb").json();

    assertThat(query.path("sql").asText())
        .contains("FROM \"raw_data\".\"orders\" AS \"orders\"")
        .contains("farm_fingerprint")
        .endsWith(">= 80");
    assertThat(query.path("dialect").asText()).isEqualTo("duckdb");
    assertThat(query.path("split").asText()).isEqualTo("eval");
    assertThat(query.path("warnings"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "Rows whose orders.customer_id is null are all on one side of the split.",
            "The split calls farm_fingerprint, a function that DuckDB does not have by itself.");
  }

  @Test
  void rowsThatMoveWithTheDayAreWarnedOfUnlessAVersionKeepsThem() {
    User owner = STACK.user("cyn");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(ROLLING));
    assertThat(dataset.freeze(STACK, owner, LocalDate.parse("2026-06-30"))).isEqualTo(1);

    JsonNode now = STACK.as(owner).get(path(dataset)).json();
    JsonNode then = STACK.as(owner).get(path(dataset) + "?version=1").json();

    assertThat(now.path("sql").asText()).contains("CURRENT_DATE('UTC')");
    assertThat(now.path("warnings"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "Without as_of, days count from the day in UTC on which a query runs, so that the"
                + " rows move with the day; a version keeps the day.",
            "Rows without timestamp are left out.",
            "The tables of the model are in DuckDB; the same query for BigQuery is given.");
    assertThat(then.path("as_of").asText()).isEqualTo("2026-06-30");
    assertThat(then.path("sql").asText())
        .contains("DATE '2026-06-30'")
        .doesNotContain("CURRENT_DATE");
    assertThat(then.path("warnings")).hasSize(2);
    STACK
        .stack()
        .executeAsOwner(
            "update dataset_versions set sql = jsonb_set(sql, '{bigquery,full}', '\"SELECT 1\"')"
                + " where dataset_id = '%s'".formatted(dataset.id()));
    assertThat(STACK.as(owner).get(path(dataset) + "?version=1").json().path("sql").asText())
        .as("what was kept, however queries are written today")
        .isEqualTo("SELECT 1");
  }

  @Test
  void aTableWithoutAProjectIsWarnedOf() {
    User owner = STACK.user("dan");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    STACK
        .stack()
        .executeAsOwner(
            "update models set warehouse_kind = 'bigquery' where id = '%s'"
                .formatted(dataset.model()));

    JsonNode query = STACK.as(owner).get(path(dataset)).json();

    assertThat(query.path("warnings"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "The model names no cloud project; run the query in the one that has the tables.");
  }

  @Test
  void aSplitThatTheDefinitionDoesNotHaveIsRefused() {
    User owner = STACK.user("eve");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));

    Answer answer = STACK.as(owner).get(path(dataset) + "?split=train");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("?split");
    assertThat(answer.json().at("/errors/0/message").asText())
        .isEqualTo(
            "needs a split in the definition; PUT /api/datasets/%s gives it one"
                .formatted(dataset.id()));
  }

  @Test
  void everyParameterIsCheckedAtOnce() {
    User owner = STACK.user("fay");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));

    Answer answer = STACK.as(owner).get(path(dataset) + "?split=test&dialect=mysql&version=0");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("?dialect", "?split", "?version");
    assertThat(STACK.as(owner).get(path(dataset) + "?version=1").json().path("detail").asText())
        .isEqualTo("Cannot find this version.");
  }

  @Test
  void aFileSetIsOfTheWrongKind() {
    User owner = STACK.user("gus");
    SampleDataset files = SampleDataset.make(STACK, owner, "birds", 1);

    Answer answer = STACK.as(owner).get("/api/datasets/%s/query".formatted(files.id()));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("WRONG_KIND");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo(
            "Cannot do this with the dataset: it has files, and this is for datasets over"
                + " tables.");
  }

  @Test
  void aViewerGetsItAndAStrangerNothing() {
    var dataset =
        SampleDefinition.make(STACK, STACK.user("owner-of-it"), "o", SampleDefinition.orders(""));
    User viewer = STACK.user("viewer");
    dataset.share(STACK, viewer, "viewer");

    assertThat(STACK.as(viewer).get(path(dataset)).status()).isEqualTo(200);
    assertThat(STACK.signedIn("stranger").get(path(dataset)).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path(dataset)).status()).isEqualTo(401);
  }
}
