package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import io.granary.warehouse.definition.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SuggestColumnsFunctionTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private final User owner = STACK.user("ann");
  private final UUID model = FileShop.model(STACK, owner);

  @Test
  void everyRoleHasItsColumnsTheBestFirst() {
    Answer answer =
        Waiting.on(
            STACK,
            () ->
                STACK
                    .as(owner)
                    .post(
                        "/api/models/%s/suggest-columns".formatted(model),
                        Map.of("tables", List.of("products", "transactions"))));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode roles = answer.json().path("roles");
    assertThat(roles.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Role.values()).map(Role::toString).toList());
    JsonNode user = roles.path("user_id").path(0);
    assertThat(user.path("table").asText()).isEqualTo("transactions");
    assertThat(user.path("column").asText()).isEqualTo("user_id");
    assertThat(user.path("score").asDouble()).isPositive();
    assertThat(user.path("reasons")).isNotEmpty();
  }
}
