package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetColumnStatsFunctionTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final UUID model = FileShop.model(STACK, owner);

  private Answer stats(UUID of, String query) {
    return Waiting.on(
        STACK,
        () ->
            STACK
                .as(owner)
                .get("/api/models/%s/bq-tables/transactions/stats%s".formatted(of, query)));
  }

  /** What the database has of the one job of the owner. */
  private String ofJob(String expression) {
    return Ask.of(STACK)
        .text("select %s from jobs where created_by = ?".formatted(expression), owner.id());
  }

  @Test
  void columnsAreMeasuredWhileTheCallerWaits() {
    Answer answer = stats(model, "?columns=revenue,user_id");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode stats = answer.json();
    assertThat(stats.path("table_id").asText()).isEqualTo("transactions");
    assertThat(stats.path("cost_usd").isNumber()).isTrue();
    assertThat(stats.path("row_count").asInt()).isEqualTo(4);
    JsonNode user = stats.at("/columns/0");
    assertThat(user.path("column").asText()).isEqualTo("revenue");
    assertThat(user.path("min").asDouble()).isEqualTo(2.5);
    assertThat(user.path("max").asDouble()).isEqualTo(4.0);
    assertThat(stats.at("/columns/1/null_share").asDouble()).isEqualTo(0.25);
    assertThat(stats.at("/columns/1/distinct").asInt()).isEqualTo(2);
  }

  @Test
  void theResultStaysWithTheJob() {
    JsonNode stats = stats(model, "?columns=id").json();

    assertThat(ofJob("status || ' ' || progress_percentage || coalesce(dataset_id::text, '')"))
        .isEqualTo("completed 100");
    assertThat(Json.tree(ofJob("result::text"))).isEqualTo(stats);
  }

  @Test
  void whatTheJobFailsWithIsAnswered() {
    UUID poor = FileShop.model(STACK, owner, "duckdb", null, "raw_data", 10L);

    Answer answer = stats(poor, "");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("BUDGET_EXCEEDED");
    assertThat(ofJob("status || error_code")).isEqualTo("failedBUDGET_EXCEEDED");
  }
}
