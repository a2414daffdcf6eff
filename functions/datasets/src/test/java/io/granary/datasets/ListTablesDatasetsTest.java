package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How lists show datasets over tables. */
final class ListTablesDatasetsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void theyAreFoundByKindAndHaveCountsAndVersionsButNoDefinition() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{}");
    User owner = set.owner();
    SampleDataset.make(STACK, owner, "files", 1);
    ApiClient client = STACK.as(owner);

    JsonNode tables = client.get("/api/datasets?kind=warehouse&facets=true").json();
    JsonNode files = client.get("/api/datasets?kind=files&status=ready").json();
    JsonNode ofModel =
        client
            .get("/api/models/%s/datasets?status=draft".formatted(set.definition().model()))
            .json();

    assertThat(tables.path("items")).hasSize(1);
    JsonNode item = tables.path("items").get(0);
    assertThat(item.path("id").asText()).isEqualTo(set.definition().id().toString());
    assertThat(item.path("table_count").asInt()).isEqualTo(2);
    assertThat(item.path("column_count").asInt()).isEqualTo(5);
    assertThat(item.path("row_estimate").asInt()).isEqualTo(100);
    assertThat(item.path("versions").findValuesAsText("version")).containsExactly("1");
    assertThat(item.has("columns")).isFalse();
    assertThat(item.has("primary_table")).isFalse();
    assertThat(tables.path("facets").path("kind").path("warehouse").asInt()).isEqualTo(1);
    assertThat(files.path("items")).hasSize(1);
    assertThat(files.path("items").get(0).path("name").asText()).isEqualTo("files");
    assertThat(files.path("items").get(0).path("table_count").isNull()).isTrue();
    assertThat(ofModel.path("items")).isEqualTo(tables.path("items"));
  }
}
