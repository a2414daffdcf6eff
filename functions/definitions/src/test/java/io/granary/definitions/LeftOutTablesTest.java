package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One table that cannot be looked at does not take the others with it, unless it was named. */
final class LeftOutTablesTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final UUID model = FileShop.model(STACK, owner);

  private static Path folder() {
    return Path.of(
        STACK.context().getProperty("granary.duckdb.directory", String.class).orElseThrow());
  }

  @BeforeAll
  static void damage() throws IOException {
    Files.writeString(folder().resolve("damaged.parquet"), "PAR1 and no more");
  }

  private Answer ask(UUID of, String operation, Object body) {
    return Waiting.on(
        STACK, () -> STACK.as(owner).post("/api/models/%s/%s".formatted(of, operation), body));
  }

  private static List<String> leftOut(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode sentences = answer.json().path("left_out");
    return List.of(Json.read(sentences.toString(), String[].class));
  }

  private static void isDamaged(List<String> sentences) {
    assertThat(sentences)
        .filteredOn(sentence -> sentence.startsWith("The table damaged was left out: "))
        .singleElement()
        .asString()
        .contains("Cannot read the table damaged: ");
  }

  @Test
  void joinsAreFoundAmongTheTablesThatCanBeRead() {
    Answer answer = ask(model, "detect-joins", "");

    isDamaged(leftOut(answer));
    assertThat(answer.json().at("/joins/0/left_table").asText()).isEqualTo("transactions");
  }

  @Test
  void rolesAreSuggestedFromTheTablesThatCanBeRead() {
    Answer answer = ask(model, "suggest-columns", "");

    isDamaged(leftOut(answer));
    assertThat(answer.json().at("/roles/user_id/0/table").asText()).isEqualTo("transactions");
  }

  @Test
  void whatIsTooDearIsLeftOutToo() throws IOException {
    UUID poor = FileShop.model(STACK, owner, "duckdb", null, "raw_data", 200L);
    String people =
        "The table people was left out: Cannot run the query: it reads %d bytes of at most 200"
            .formatted(Files.size(folder().resolve("people.jsonl")));

    for (String operation : List.of("detect-joins", "suggest-columns")) {
      List<String> sentences = leftOut(ask(poor, operation, ""));
      isDamaged(sentences);
      assertThat(sentences).contains(people);
    }
  }

  @Test
  void whereNoTableIsLeftTheReasonIsTold() {
    UUID poor = FileShop.model(STACK, owner, "duckdb", null, "raw_data", 1L);

    for (String operation : List.of("detect-joins", "suggest-columns")) {
      assertThat(ask(poor, operation, "").code()).isEqualTo("BUDGET_EXCEEDED");
    }
  }

  @Test
  void aTableThatIsNamedIsNotLeftOut() {
    for (String operation : List.of("detect-joins", "suggest-columns")) {
      Answer answer = ask(model, operation, Map.of("tables", List.of("transactions", "damaged")));

      assertThat(answer.code()).as(answer.body()).isEqualTo("WAREHOUSE_QUERY_FAILED");
      assertThat(answer.json().path("detail").asText())
          .startsWith("Cannot read the table damaged: ");
    }
  }
}
