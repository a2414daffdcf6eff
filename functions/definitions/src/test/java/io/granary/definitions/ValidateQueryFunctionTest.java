package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ValidateQueryFunctionTest {
  @RegisterExtension static final TestStack STACK = OrderShop.stack(Map.of());

  private static final String SPLIT =
      ", \"split\": {\"strategy\": \"random\", \"train_percent\": 80}";

  private static String path(SampleDefinition dataset) {
    return "/api/datasets/%s/validate-query".formatted(dataset.id());
  }

  @Test
  void queriesThatCanRunSayWhatTheyReadAndCost() {
    User owner = STACK.user("ada");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(SPLIT));

    JsonNode answer = STACK.as(owner).post(path(dataset), "").json();

    assertThat(answer.path("valid").asBoolean()).isTrue();
    assertThat(answer.path("errors")).isEmpty();
    assertThat(answer.path("drift")).isEmpty();
    assertThat(answer.path("total_bytes").asLong()).isEqualTo(OrderShop.BYTES);
    assertThat(answer.path("cost_usd").decimalValue()).isEqualByComparingTo("0.000000");
    assertThat(answer.path("columns").findValuesAsText("name"))
        .containsExactly("customer_id", "product_id", "ordered_on", "revenue", "city");
    assertThat(answer.path("columns").findValuesAsText("type"))
        .containsExactly("STRING", "INT64", "DATE", "FLOAT64", "STRING");
    JsonNode build = answer.path("build");
    assertThat(build.path("profile_bytes").asLong())
        .as("figures, a suspected leak, a join")
        .isEqualTo(3 * OrderShop.BYTES);
    assertThat(build.path("train_bytes").asLong()).isEqualTo(OrderShop.BYTES);
    assertThat(build.path("eval_bytes").asLong()).isEqualTo(OrderShop.BYTES);
    assertThat(build.path("total_bytes").asLong()).isEqualTo(5 * OrderShop.BYTES);
    assertThat(build.path("largest_query_bytes").asLong()).isEqualTo(OrderShop.BYTES);
    assertThat(build.path("within_budget").asBoolean()).isTrue();
  }

  @Test
  void oneSideAloneHasNoPriceOfABuild() {
    User owner = STACK.user("bob");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(SPLIT));

    JsonNode answer = STACK.as(owner).post(path(dataset), "{\"split\": \"eval\"}").json();

    assertThat(answer.path("valid").asBoolean()).isTrue();
    assertThat(answer.path("columns")).hasSize(5);
    assertThat(answer.path("build").isNull()).isTrue();
  }

  @Test
  void aColumnThatIsGoneMakesTheQueryInvalidAndIsNamed() {
    User owner = STACK.user("cyn");
    var dataset =
        SampleDefinition.make(STACK, owner, "returns", "{\"primary_table\": \"returns\"}");

    JsonNode answer = STACK.as(owner).post(path(dataset), "{}").json();

    assertThat(answer.path("valid").asBoolean()).isFalse();
    assertThat(answer.path("total_bytes").asLong()).isZero();
    assertThat(answer.path("columns")).isEmpty();
    assertThat(answer.at("/errors/0/message").asText()).contains("reason");
    assertThat(answer.at("/errors/0/line").asInt()).isEqualTo(4);
    assertThat(answer.path("drift").toString())
        .isEqualTo(
            "[{\"table\":\"returns\",\"column\":\"reason\",\"change\":\"gone\","
                + "\"before\":\"STRING\",\"after\":null},"
                + "{\"table\":\"returns\",\"column\":\"why\",\"change\":\"new\","
                + "\"before\":null,\"after\":\"STRING\"}]");
  }

  @Test
  void aBuildOverTheBudgetSaysSo() {
    User owner = STACK.user("dan");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    STACK
        .stack()
        .executeAsOwner(
            "update models set max_bytes_per_query = 10 where id = '%s'"
                .formatted(dataset.model()));

    Answer answer = STACK.as(owner).post(path(dataset), "{}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("valid").asBoolean()).isTrue();
    assertThat(answer.json().at("/build/max_bytes_per_query").asLong()).isEqualTo(10);
    assertThat(answer.json().at("/build/within_budget").asBoolean()).isFalse();
  }

  @Test
  void whatIsNotToBeCheckedIsRefused() {
    User owner = STACK.user("eve");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    SampleDataset files = SampleDataset.make(STACK, owner, "birds", 1);

    Answer none = STACK.as(owner).post(path(dataset), "{\"split\": \"train\"}");
    Answer bad = STACK.as(owner).post(path(dataset), "{\"split\": \"test\"}");
    Answer wrong =
        STACK.as(owner).post("/api/datasets/%s/validate-query".formatted(files.id()), "{}");

    assertThat(none.status()).isEqualTo(400);
    assertThat(none.json().at("/errors/0/pointer").asText()).isEqualTo("/split");
    assertThat(bad.json().at("/errors/0/message").asText()).isEqualTo("must be train or eval");
    assertThat(wrong.code()).isEqualTo("WRONG_KIND");
  }

  @Test
  void tablesThatMayNotBeUsedAreNotAsked() {
    User owner = STACK.user("fay");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    STACK
        .stack()
        .executeAsOwner(
            "update models set warehouse_dataset = 'secret' where id = '%s'"
                .formatted(dataset.model()));

    Answer answer = STACK.as(owner).post(path(dataset), "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("WAREHOUSE_DATASET_NOT_ALLOWED");
  }

  @Test
  void aViewerMayAskAndAStrangerMayNot() {
    var dataset =
        SampleDefinition.make(STACK, STACK.user("owner-of-it"), "o", SampleDefinition.orders(""));
    User viewer = STACK.user("viewer");
    dataset.share(STACK, viewer, "viewer");

    assertThat(STACK.as(viewer).post(path(dataset), "{}").status()).isEqualTo(200);
    assertThat(STACK.signedIn("stranger").post(path(dataset), "{}").status()).isEqualTo(404);
    assertThat(STACK.anonymous().post(path(dataset), "{}").status()).isEqualTo(401);
  }
}
