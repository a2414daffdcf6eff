package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.ApiClient;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DiffVersionsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void whatDiffersIsNamed() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{\"as_of\": \"2026-01-01\"}");
    set.set(
        STACK,
        """
        definition = jsonb_set(jsonb_set(definition, '{columns}',
          '[{"table": "orders", "column": "amount", "alias": "revenue"},
            {"table": "orders", "column": "order_id"}]'),
          '{filters}', '{"min_transactions": 2}'),
        table_schemas = replace(table_schemas::text, 'FLOAT64', 'NUMERIC')::jsonb
        """);
    set.freeze(STACK, "{\"as_of\": \"2026-01-01\"}");

    JsonNode diff = STACK.as(set.owner()).get(set.versions() + "/1/diff/2").json();

    assertThat(diff.path("same").asBoolean()).isFalse();
    assertThat(diff.path("sql_changed").asBoolean()).isTrue();
    assertThat(diff.path("fields").findValuesAsText("field")).containsExactly("filters");
    assertThat(diff.path("fields").get(0).path("after").path("min_transactions").asInt())
        .isEqualTo(2);
    assertThat(diff.path("columns").path("added").findValuesAsText("name"))
        .containsExactly("order_id");
    assertThat(diff.path("columns").path("removed").findValuesAsText("name"))
        .containsExactly("customer_id", "product_id", "ordered_on", "city");
    JsonNode changed = diff.path("columns").path("changed").get(0);
    assertThat(changed.path("name").asText()).isEqualTo("revenue");
    assertThat(changed.path("before").asText()).isEqualTo("FLOAT64");
    assertThat(changed.path("after").asText()).isEqualTo("NUMERIC");
    assertThat(diff.path("schema_drift").findValuesAsText("column")).containsExactly("amount");
    assertThat(diff.path("schema_drift").get(0).path("change").asText()).isEqualTo("retyped");
  }

  @Test
  void versionsOfOneContentDoNotDiffer() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{\"as_of\": \"2026-01-01\"}");
    set.freeze(STACK, "{\"as_of\": \"2026-01-01\", \"note\": \"again\"}");
    set.freeze(STACK, "{\"as_of\": \"2026-01-02\"}");
    ApiClient client = STACK.as(set.owner());

    JsonNode same = client.get(set.versions() + "/1/diff/2").json();
    JsonNode day = client.get(set.versions() + "/2/diff/3").json();

    assertThat(same.path("same").asBoolean()).isTrue();
    assertThat(same.path("sql_changed").asBoolean()).isFalse();
    assertThat(same.path("fields")).isEmpty();
    assertThat(day.path("same").asBoolean()).isFalse();
    assertThat(day.path("fields").findValuesAsText("field")).containsExactly("as_of");
  }

  @Test
  void whatIsNotThereIsNotCompared() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{}");

    assertThat(STACK.as(set.owner()).get(set.versions() + "/1/diff/9").status()).isEqualTo(404);
    assertThat(STACK.as(set.owner()).get(set.versions() + "/x/diff/1").status()).isEqualTo(404);
    assertThat(STACK.signedIn("stranger").get(set.versions() + "/1/diff/1").status())
        .isEqualTo(404);
  }
}
