package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DetectJoinsFunctionTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final UUID model = FileShop.model(STACK, owner);

  @Test
  void tablesThatBelongTogetherAreFound() {
    Answer answer =
        Waiting.on(
            STACK, () -> STACK.as(owner).post("/api/models/%s/detect-joins".formatted(model), ""));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode best = answer.json().at("/joins/0");
    assertThat(best.path("left_table").asText()).isEqualTo("transactions");
    assertThat(best.path("left_column").asText()).isEqualTo("product_id");
    assertThat(best.path("right_table").asText()).isEqualTo("products");
    assertThat(best.path("right_column").asText()).isEqualTo("product_id");
    assertThat(best.path("level").asText()).isIn("high", "medium");
    assertThat(best.path("reasons")).isNotEmpty();
    assertThat(best.at("/evidence/containment").asDouble()).isEqualTo(1);
    assertThat(answer.json().path("left_out")).isEmpty();
    assertThat(answer.json().path("bytes").asLong()).isPositive();
    assertThat(answer.json().path("cost_usd").isNumber()).isTrue();
  }

  private Answer ask(Object body) {
    return Waiting.on(
        STACK, () -> STACK.as(owner).post("/api/models/%s/detect-joins".formatted(model), body));
  }

  private static Map<String, String> join(
      String leftTable, String leftColumn, String rightTable, String rightColumn) {
    return Map.of(
        "left_table", leftTable,
        "left_column", leftColumn,
        "right_table", rightTable,
        "right_column", rightColumn);
  }

  @Test
  void joinsMadeByHandAreCheckedInTheirOrderAndNothingElseIsLookedFor() {
    Answer answer =
        ask(
            Map.of(
                "joins",
                List.of(
                    join("products", "product_id", "transactions", "product_id"),
                    join("transactions", "PRODUCT_ID", "products", "product_id"),
                    join("transactions", "user_id", "products", "price"))));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("joins")).isEmpty();
    assertThat(answer.json().path("bytes").asLong()).isPositive();
    JsonNode checked = answer.json().path("checked");
    assertThat(checked).hasSize(3);
    assertThat(checked.at("/0/left_table").asText()).isEqualTo("products");
    assertThat(checked.at("/0/type").asText()).isEqualTo("left");
    assertThat(checked.at("/0/issues").findValuesAsText("code")).containsExactly("FAN_OUT");
    assertThat(checked.at("/0/issues/0/detail").asText())
        .isEqualTo(
            "The join multiplies rows: 3 rows of products.product_id that find a partner become"
                + " 4.");
    assertThat(checked.at("/1/left_column").asText()).isEqualTo("product_id");
    assertThat(checked.at("/1/type").asText()).isEqualTo("inner");
    assertThat(checked.at("/1/evidence/matched_rows").asDouble()).isEqualTo(1);
    assertThat(checked.at("/1/level").asText()).isIn("high", "medium");
    assertThat(checked.at("/1/issues")).isEmpty();
    assertThat(checked.at("/2/evidence").isNull()).isTrue();
    assertThat(checked.at("/2/issues").findValuesAsText("code")).containsExactly("TYPE_MISMATCH");
  }

  @Test
  void bothCanBeAskedForAtOnce() {
    Answer answer =
        ask(
            Map.of(
                "tables",
                List.of("products", "transactions"),
                "joins",
                List.of(join("transactions", "product_id", "products", "product_id"))));

    JsonNode found = answer.json().at("/joins/0");
    JsonNode checked = answer.json().at("/checked/0");
    assertThat(checked.path("confidence")).isEqualTo(found.path("confidence"));
    assertThat(checked.path("evidence")).isEqualTo(found.path("evidence"));
  }

  @Test
  void whatIsNotThereIsNamed() {
    Answer answer =
        ask(
            Map.of(
                "joins",
                List.of(
                    join("transactions", "colour", "nothing", "id"),
                    join("people", "tags", "people", "id"))));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo(
            "Cannot check the joins: 3 problem(s) found. /joins/0/left_column is no column of the"
                + " table. /joins/0/right_table is no table of the warehouse."
                + " /joins/1/left_column has values that cannot be compared.");
  }

  @Test
  void aJoinWithoutAColumnIsRefusedBeforeAJobBegins() {
    Answer answer =
        STACK
            .as(owner)
            .post(
                "/api/models/%s/detect-joins".formatted(model),
                Map.of("joins", List.of(Map.of("left_table", "products"))));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/joins/0/left_column", "/joins/0/right_table", "/joins/0/right_column");
  }
}
