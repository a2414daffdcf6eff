package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Datasets over the tables of {@link FileShop}. */
final class ShopDataset {
  private ShopDataset() {}

  /** The body that makes one; more of its fields can follow, with a comma first. */
  static String body(String name, String more) {
    return """
        {"name": "%s", "primary_table": "transactions", "secondary_tables": ["products"],
         "joins": [{"left_table": "transactions", "left_column": "product_id",
                    "right_table": "products", "right_column": "product_id", "type": "left"}],
         "columns": [{"table": "transactions", "column": "user_id"},
                     {"table": "transactions", "column": "revenue"},
                     {"table": "transactions", "column": "at", "alias": "day"},
                     {"table": "products", "column": "category"}],
         "column_mapping": {"user_id": {"table": "transactions", "column": "user_id"},
                            "timestamp": {"table": "transactions", "column": "at"}},
         "filters": {"date_range": {"type": "fixed", "start": "2026-01-01",
                                    "end": "2026-01-31"}},
         "split": {"strategy": "random", "train_percent": 80}%s}
        """
        .formatted(name, more);
  }

  /** Makes one through the API, and gives its path. */
  static String make(TestStack stack, User owner, UUID model, String name) {
    Answer made = stack.as(owner).post("/api/models/%s/datasets".formatted(model), body(name, ""));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return "/api/datasets/" + made.json().path("id").asText();
  }

  /** Writes a file of the shop anew. */
  static void rewrite(TestStack stack, String file, String content) {
    try {
      Files.writeString(
          Path.of(String.valueOf(stack.properties().get("granary.duckdb.directory"))).resolve(file),
          content);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a table", e);
    }
  }
}
