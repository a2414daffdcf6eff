package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListTablesFunctionTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final String path = "/api/models/%s/bq-tables".formatted(FileShop.model(STACK, owner));

  private Answer list(String query) {
    return STACK.as(owner).get(path + query);
  }

  @Test
  void tablesAreListedByNameWithWhatTheyHold() {
    JsonNode tables = list("").json();

    assertThat(tables.path("items").findValuesAsText("table_id"))
        .containsExactly("odd näme %41+&;(!)", "people", "products", "transactions");
    assertThat(tables.path("total").asInt()).isEqualTo(4);
    assertThat(tables.path("total_is_exact").asBoolean()).isTrue();
    assertThat(tables.path("next_cursor").isNull()).isTrue();
    JsonNode products = tables.at("/items/2");
    assertThat(products.path("row_count").asInt()).isEqualTo(5);
    assertThat(products.path("column_count").asInt()).isEqualTo(4);
    assertThat(products.path("size_mb").decimalValue()).isEqualByComparingTo("0.000121");
    assertThat(products.path("last_modified").asText()).endsWith("Z");
  }

  @Test
  void aCursorGoesOnAfterTheLastName() {
    JsonNode first = list("?limit=3").json();
    JsonNode second = list("?limit=3&cursor=" + first.path("next_cursor").asText()).json();

    assertThat(first.path("items")).hasSize(3);
    assertThat(second.path("items").findValuesAsText("table_id")).containsExactly("transactions");
    assertThat(second.path("next_cursor").isNull()).isTrue();
    assertThat(second.path("total").asInt()).isEqualTo(4);
    Answer other = list("?search=p&cursor=" + first.path("next_cursor").asText());
    assertThat(other.code()).isEqualTo("INVALID_CURSOR");
    assertThat(list("?limit=201").code()).isEqualTo("VALIDATION_FAILED");
  }

  @Test
  void aSearchIsForAPartOfTheNameWithoutCase() {
    JsonNode found = list("?search=PRO").json();

    assertThat(found.path("items").findValuesAsText("table_id")).containsExactly("products");
    assertThat(found.path("total").asInt()).isEqualTo(1);
  }

  @Test
  void aModelOfSomebodyElseIsNotThere() {
    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.as(STACK.admin("root")).get(path).status()).isEqualTo(200);
  }
}
