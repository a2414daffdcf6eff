package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GetColumnSamplesFunctionTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final UUID model = FileShop.model(STACK, owner);

  private Answer samples(UUID of, String table, String column, String query) {
    return STACK
        .as(owner)
        .get(
            "/api/models/%s/bq-tables/%s/columns/%s/samples%s"
                .formatted(of, FileShop.encoded(table), FileShop.encoded(column), query));
  }

  private Answer samples(String table, String column) {
    return samples(model, table, column, "");
  }

  @Test
  void valuesDifferAndTheMostFrequentComesFirst() {
    JsonNode answer = samples("products", "category").json();

    assertThat(answer.path("table_id").asText()).isEqualTo("products");
    assertThat(answer.path("column").asText()).isEqualTo("category");
    assertThat(answer.path("type").asText()).isEqualTo("STRING");
    assertThat(answer.path("values")).hasToString("[\"drinks\",\"food\"]");
    assertThat(samples("transactions", "USER_ID").json().path("values"))
        .as("null is no value")
        .hasToString("[\"u1\",\"u2\"]");
  }

  @Test
  void noMoreAreGivenThanAreWanted() {
    assertThat(samples(model, "products", "product_id", "?limit=2").json().path("values"))
        .hasToString("[1,2]");
    assertThat(samples(model, "products", "product_id", "?limit=51").code())
        .isEqualTo("VALIDATION_FAILED");
    assertThat(samples(model, "products", "product_id", "?limit=0").code())
        .isEqualTo("VALIDATION_FAILED");
  }

  @Test
  void valuesAreOfTheirType() {
    assertThat(samples("transactions", "at").json().at("/values/0").asText())
        .isEqualTo("2026-01-02");
    assertThat(samples("transactions", "revenue").json().at("/values/0").asDouble()).isEqualTo(3.5);
  }

  @Test
  void aFieldIsFoundByItsWayAndWhatIsManyValuesIsJson() {
    assertThat(samples("people", "address.city").json().path("values"))
        .hasToString("[\"Wien\",\"Graz\"]");
    assertThat(samples("people", "address.zip.code").json().path("values")).hasSize(3);
    JsonNode tags = samples("people", "tags").json().path("values");
    assertThat(Json.tree(tags.get(0).asText())).hasToString("[\"a\",\"b\"]");
    JsonNode zip = samples("people", "address.zip").json().path("values");
    assertThat(zip.findValuesAsText("code")).isEmpty();
    assertThat(Json.tree(zip.get(0).asText()).path("code").asText()).isEqualTo("1010");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a.b|1",
        "a/b|2",
        "Größe %41|3",
        "q\"'`x|4",
        "50% {of} (all); & + more!|5",
      })
  void aColumnMayHaveAnyName(String column, int value) {
    Answer answer = samples("odd näme %41+&;(!)", column);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/values/0").asInt()).isEqualTo(value);
    assertThat(answer.json().path("column").asText()).isEqualTo(column);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(samples("nothing", "category").json().path("detail").asText())
        .isEqualTo("Cannot find this table.");
    for (String column : new String[] {"nothing", "category; DROP", "\"", "address", "tags.0"}) {
      Answer answer = samples("products", column);
      assertThat(answer.status()).as(column).isEqualTo(404);
      assertThat(answer.json().path("detail").asText()).isEqualTo("Cannot find this column.");
    }
  }

  @Test
  void aBudgetThatIsTooSmallIsSaidSo() {
    UUID poor = FileShop.model(STACK, owner, "duckdb", null, "raw_data", 10L);

    Answer answer = samples(poor, "products", "category", "");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("BUDGET_EXCEEDED");
  }
}
