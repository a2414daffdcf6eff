package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DetectJoinsFunctionTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private final User owner = STACK.user("ann");
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
  }
}
