package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows of a dataset over tables: asked for by one family, read by another, over the queue. */
final class TablePreviewTest {
  private static final String DEFINITION =
      """
      {"name": "purchases", "primary_table": "transactions", "secondary_tables": ["products"],
       "joins": [{"left_table": "transactions", "left_column": "product_id",
                  "right_table": "products", "right_column": "product_id", "type": "inner"}],
       "columns": [{"table": "transactions", "column": "user_id"},
                   {"table": "products", "column": "category"}],
       "column_mapping": {"user_id": {"table": "transactions", "column": "user_id"}},
       "split": {"strategy": "random", "train_percent": 50}}
      """;

  @RegisterExtension static final TestStack STACK = new TestStack();

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));

  @BeforeAll
  static void open() throws IOException {
    STACK.shop();
  }

  private String made(String path, Object body) {
    Answer made = STACK.as(owner).post(path, body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().path("id").asText();
  }

  @Test
  void whoAsksGetsTheRowsThatTheQueueBrings() {
    String model =
        made("/api/models", Map.of("name", "shop", "warehouse", Map.of("kind", "duckdb")));
    String dataset = made("/api/models/%s/datasets".formatted(model), DEFINITION);
    String path = "/api/datasets/%s/preview?limit=3&split=eval".formatted(dataset);

    var asked = CompletableFuture.supplyAsync(() -> STACK.as(owner).get(path));
    while (!asked.isDone()) {
      STACK.drain();
    }
    Answer shown = asked.join();
    Answer again = STACK.as(owner).get(path);

    assertThat(shown.status()).as(shown.body()).isEqualTo(200);
    assertThat(shown.json().path("columns").findValuesAsText("name"))
        .containsExactly("user_id", "category");
    assertThat(shown.json().at("/columns/0/role").asText()).isEqualTo("user_id");
    assertThat(shown.json().path("rows")).hasSize(3);
    for (JsonNode row : shown.json().path("rows")) {
      assertThat(row.path("category").isTextual()).isTrue();
    }
    assertThat(again.json()).as("kept, for nobody works now").isEqualTo(shown.json());
    assertThat(
            Ask.of(STACK)
                .text(
                    "select string_agg(kind || ' ' || status, ', ') from jobs where dataset_id ="
                        + " ?::uuid",
                    dataset))
        .isEqualTo("preview completed");
  }
}
