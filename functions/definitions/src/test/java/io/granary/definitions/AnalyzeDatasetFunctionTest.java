package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.IfMatch;
import io.granary.database.DatasetRepository;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AnalyzeDatasetFunctionTest {
  @RegisterExtension static final TestStack STACK = OrderShop.stack(Map.of());

  private static Answer analyze(User caller, SampleDefinition dataset) {
    return Waiting.on(
        STACK, () -> STACK.as(caller).post("/api/datasets/%s/analyze".formatted(dataset.id()), ""));
  }

  private static long kept(SampleDefinition dataset) {
    return Ask.of(STACK)
        .count("select count(*) from dataset_analyses where dataset_id = ?", dataset.id());
  }

  private static String rowCount(SampleDefinition dataset) {
    return Ask.of(STACK)
        .text("select coalesce(row_count::text, 'none') from datasets where id = ?", dataset.id());
  }

  @Test
  void whatIsMeasuredIsGivenAndKept() {
    User owner = STACK.user("ada");
    var dataset =
        SampleDefinition.make(
            STACK,
            owner,
            "orders",
            SampleDefinition.orders(
                ", \"split\": {\"strategy\": \"time\", \"eval_days\": 7},"
                    + " \"as_of\": \"2026-01-31\""));

    Answer first = analyze(owner, dataset);
    Answer second = analyze(owner, dataset);

    assertThat(first.status()).isEqualTo(200);
    JsonNode analysis = first.json().path("analysis");
    assertThat(first.json().path("dataset_id").asText()).isEqualTo(dataset.id().toString());
    assertThat(analysis.path("rows").asLong()).isEqualTo(6);
    assertThat(analysis.path("users").asLong()).isEqualTo(3);
    assertThat(analysis.path("products").asLong()).isEqualTo(3);
    assertThat(analysis.at("/dates/first").asText()).isEqualTo("2026-01-01");
    assertThat(analysis.at("/dates/last").asText()).isEqualTo("2026-01-30");
    assertThat(analysis.at("/revenue/total").decimalValue()).isEqualByComparingTo("11");
    assertThat(analysis.at("/split/train_rows").asLong()).isEqualTo(4);
    assertThat(analysis.at("/split/eval_rows").asLong()).isEqualTo(2);
    assertThat(analysis.at("/quality/issues").findValuesAsText("code")).contains("COLD_START");
    assertThat(second.json().path("analysed_at").asText())
        .isGreaterThan(first.json().path("analysed_at").asText());
    assertThat(kept(dataset)).isEqualTo(1);
    assertThat(rowCount(dataset)).isEqualTo("6");
    assertThat(
            Ask.of(STACK)
                .text(
                    "select definition_digest from dataset_analyses where dataset_id = ?",
                    dataset.id()))
        .isEqualTo(first.json().path("definition_digest").asText())
        .matches("[0-9a-f]{64}");
  }

  @Test
  void theDatasetHasAnotherTagOnlyWhenItsCountOfRowsChanges() {
    User owner = STACK.user("eva");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    String before = tag(owner, dataset);

    analyze(owner, dataset);
    String counted = tag(owner, dataset);
    analyze(owner, dataset);
    String again = tag(owner, dataset);
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set row_count = 5 where id = '%s'".formatted(dataset.id()));
    analyze(owner, dataset);

    assertThat(counted).isNotEqualTo(before);
    assertThat(again).isEqualTo(counted);
    assertThat(tag(owner, dataset)).isNotEqualTo(counted);
    assertThat(rowCount(dataset)).isEqualTo("6");
  }

  /** What GET of the dataset has as its ETag: its revision. */
  private static String tag(User caller, SampleDefinition dataset) {
    return IfMatch.tag(
        STACK
            .bean(DatasetRepository.class)
            .find(dataset.id(), caller.id())
            .orElseThrow()
            .revision());
  }

  @Test
  void aBuildOverTheBudgetIsNotEvenBegun() {
    User owner = STACK.user("bob");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    STACK
        .stack()
        .executeAsOwner(
            "update models set max_bytes_per_query = 10 where id = '%s'"
                .formatted(dataset.model()));

    Answer answer = analyze(owner, dataset);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("BUDGET_EXCEEDED");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo(
            "Cannot build on the dataset: a query of it reads %d bytes, and the model's budget"
                    .formatted(OrderShop.BYTES)
                + " is 10.");
    assertThat(kept(dataset)).isZero();
    assertThat(rowCount(dataset)).isEqualTo("none");
  }

  @Test
  void topProductsOfANegativeRevenueAreRefused() {
    User owner = STACK.user("cyn");
    var dataset =
        SampleDefinition.make(
            STACK,
            owner,
            "orders",
            SampleDefinition.orders(
                ", \"filters\": {\"top_products_percent\": 50, \"customer_filters\":"
                    + " [{\"column\": \"revenue\", \"operator\": \"<\", \"value\": 0}]}"));

    Answer answer = analyze(owner, dataset);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText())
        .startsWith("Cannot find the top products: the revenue of all is negative, -4.");
    assertThat(kept(dataset)).isZero();
  }

  @Test
  void aQueryThatCannotRunSaysWhy() {
    User owner = STACK.user("dan");
    var dataset =
        SampleDefinition.make(STACK, owner, "returns", "{\"primary_table\": \"returns\"}");

    Answer answer = analyze(owner, dataset);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("WAREHOUSE_QUERY_FAILED");
    assertThat(answer.json().path("detail").asText())
        .startsWith("Cannot analyze the dataset: its query cannot run:")
        .contains("reason");
  }

  @Test
  void onlyAnEditorOfADatasetOverTablesMayAsk() {
    User owner = STACK.user("owner-of-it");
    var dataset = SampleDefinition.make(STACK, owner, "o", SampleDefinition.orders(""));
    SampleDataset files = SampleDataset.make(STACK, owner, "birds", 1);
    User viewer = STACK.user("viewer");
    dataset.share(STACK, viewer, "viewer");
    String path = "/api/datasets/%s/analyze".formatted(dataset.id());

    assertThat(STACK.as(owner).post("/api/datasets/%s/analyze".formatted(files.id()), "").code())
        .isEqualTo("WRONG_KIND");
    assertThat(STACK.as(viewer).post(path, "").status()).isEqualTo(403);
    assertThat(STACK.signedIn("stranger").post(path, "").status()).isEqualTo(404);
    assertThat(STACK.anonymous().post(path, "").status()).isEqualTo(401);
  }
}
