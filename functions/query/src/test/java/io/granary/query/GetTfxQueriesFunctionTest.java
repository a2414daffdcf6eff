package io.granary.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import io.granary.warehouse.sql.TfxInput;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetTfxQueriesFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static String path(SampleDefinition dataset) {
    return "/api/datasets/%s/query/tfx".formatted(dataset.id());
  }

  @Test
  void anInputHasOnlyWhatTfxKnowsAndTypesThatItReads() {
    User owner = STACK.user("ada");
    var dataset =
        SampleDefinition.make(
            STACK,
            owner,
            "orders",
            SampleDefinition.orders(
                ", \"split\": {\"strategy\": \"random\", \"train_percent\": 80, \"seed\":"
                    + " \"a;b\"}"));
    dataset.inBigQuery(STACK, "shop-1");

    JsonNode answer = STACK.as(owner).get(path(dataset)).json();

    JsonNode input = answer.path("input_config");
    assertThat(TfxInput.problems(input, null)).isEmpty();
    assertThat(input.path("splits").findValuesAsText("name")).containsExactly("train", "eval");
    assertThat(input.at("/splits/0/pattern").asText())
        .contains("CAST(`ordered_on` AS STRING) AS `ordered_on`")
        .endsWith("< 80");
    assertThat(answer.at("/columns/2").toString())
        .isEqualTo(
            "{\"name\":\"ordered_on\",\"type\":\"STRING\",\"feature\":\"bytes\","
                + "\"repeated\":false,\"source_type\":\"DATE\",\"role\":\"timestamp\"}");
    assertThat(answer.path("warnings"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "Rows whose orders.customer_id is null are all on one side of the split.",
            "TFX keeps numbers with a point in 32 bits, right to about seven digits: revenue.");
  }

  @Test
  void withoutASplitTheDivisionOfTfxIsWarnedOf() {
    User owner = STACK.user("bob");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    dataset.freeze(STACK, owner, LocalDate.parse("2026-06-30"));

    JsonNode answer = STACK.as(owner).get(path(dataset) + "?version=1").json();

    assertThat(answer.at("/input_config/splits").findValuesAsText("name"))
        .containsExactly("single_split");
    assertThat(answer.has("output_config")).isFalse();
    assertThat(answer.path("as_of").asText()).isEqualTo("2026-06-30");
    assertThat(answer.path("warnings"))
        .extracting(JsonNode::asText)
        .contains("Without a split TFX divides the rows by itself, 2 to train for 1 to eval.");
  }

  @Test
  void aVersionNamesTheTablesThatItWasMadeOver() {
    User owner = STACK.user("dan");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    dataset.inBigQuery(STACK, "shop-1");
    dataset.freeze(STACK, owner, LocalDate.parse("2026-06-30"));
    dataset.inBigQuery(STACK, "shop-2");

    assertThat(pattern(owner, path(dataset) + "?version=1")).contains("`shop-1`.`raw_data`");
    assertThat(pattern(owner, path(dataset))).contains("`shop-2`.`raw_data`");
    STACK.stack().executeAsOwner("update dataset_versions set sql = sql - 'source'");
    assertThat(pattern(owner, path(dataset) + "?version=1")).contains("`shop-2`.`raw_data`");
  }

  private static String pattern(User owner, String path) {
    return STACK.as(owner).get(path).json().at("/input_config/splits/0/pattern").asText();
  }

  @Test
  void aFileSetIsOfTheWrongKindAndAStrangerGetsNothing() {
    User owner = STACK.user("cyn");
    SampleDataset files = SampleDataset.make(STACK, owner, "birds", 1);
    String path = "/api/datasets/%s/query/tfx".formatted(files.id());

    assertThat(STACK.as(owner).get(path).code()).isEqualTo("WRONG_KIND");
    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
