package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetTableSchemaFunctionTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final String path = "/api/models/%s/bq-tables".formatted(FileShop.model(STACK, owner));

  private Answer schema(String table) {
    return STACK.as(owner).get(path + "/" + FileShop.encoded(table) + "/schema");
  }

  @Test
  void columnsAreTheirNamesAndTypesAndWhatTheseSpeakFor() {
    JsonNode schema = schema("transactions").json();

    assertThat(schema.path("table_id").asText()).isEqualTo("transactions");
    JsonNode columns = schema.path("columns");
    assertThat(columns.findValuesAsText("name"))
        .containsExactly("id", "user_id", "product_id", "revenue", "at");
    assertThat(columns.findValuesAsText("type"))
        .containsExactly("INT64", "STRING", "INT64", "FLOAT64", "DATE");
    JsonNode user = columns.get(1);
    assertThat(user.path("mode").asText()).isEqualTo("NULLABLE");
    assertThat(user.path("path").asText()).isEqualTo("user_id");
    assertThat(user.path("suggested_role").asText()).isEqualTo("user_id");
    assertThat(user.path("is_join_key").asBoolean()).isTrue();
    assertThat(columns.get(3).path("is_join_key").asBoolean()).isFalse();
    assertThat(user.path("fields")).isEmpty();
  }

  @Test
  void fieldsAreKnownByTheirWay() {
    JsonNode address = schema("people").json().at("/columns/1");

    assertThat(address.path("type").asText()).isEqualTo("STRUCT");
    assertThat(address.at("/fields/0/path").asText()).isEqualTo("address.city");
    assertThat(address.at("/fields/1/fields/0/path").asText()).isEqualTo("address.zip.code");
    JsonNode tags = schema("people").json().at("/columns/2");
    assertThat(tags.path("mode").asText()).isEqualTo("REPEATED");
    assertThat(tags.path("path").asText()).isEqualTo("tags");
  }

  @Test
  void aTableMayHaveAnyName() {
    assertThat(schema("odd näme %41+&;(!)").json().path("columns").findValuesAsText("name"))
        .containsExactly("a.b", "a/b", "Größe %41", "q\"'`x", "50% {of} (all); & + more!");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String name : new String[] {"nothing", "Products", "products.csv", "../products", "x'y"}) {
      Answer answer = schema(name);
      assertThat(answer.status()).as(name).isEqualTo(404);
      assertThat(answer.json().path("detail").asText()).isEqualTo("Cannot find this table.");
    }
  }
}
