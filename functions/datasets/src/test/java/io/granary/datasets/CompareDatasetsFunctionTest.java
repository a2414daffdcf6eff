package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CompareDatasetsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String PATH = "/api/datasets/compare";

  private static Map<String, Object> ids(Object... ids) {
    return Map.of("dataset_ids", List.of(ids));
  }

  @Test
  void datasetsOverTablesStandSideBySide() {
    User owner = STACK.user("ann");
    UUID one = SampleDefinition.make(STACK, owner, "one", SampleDefinition.orders("")).id();
    UUID two =
        SampleDefinition.make(
                STACK,
                owner,
                "two",
                """
                {"primary_table": "orders", "columns": [
                   {"table": "orders", "column": "amount", "alias": "city"},
                   {"table": "orders", "column": "order_id"},
                   {"table": "orders", "column": "customer_id"}],
                 "as_of": "2026-01-01"}
                """)
            .id();
    STACK
        .stack()
        .executeAsOwner(
            "insert into dataset_analyses values ('%s', 'd', '{\"rows\": 9}', now())"
                .formatted(one));

    Answer answer = STACK.as(owner).post(PATH, ids(two, one));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode datasets = answer.json().path("datasets");
    assertThat(datasets.findValuesAsText("id")).containsExactly(two.toString(), one.toString());
    assertThat(datasets.get(1).path("analysis").path("rows").asInt()).isEqualTo(9);
    assertThat(datasets.get(0).path("analysis").isNull()).isTrue();
    assertThat(datasets.get(0).path("primary_table").asText()).isEqualTo("orders");
    JsonNode differences = answer.json().path("differences");
    assertThat(differences.path("fields").findValuesAsText("field"))
        .containsExactly(
            "model_id",
            "table_count",
            "column_count",
            "secondary_tables",
            "joins",
            "column_mapping",
            "as_of");
    assertThat(differences.path("columns").path("in_all"))
        .extracting(JsonNode::asText)
        .containsExactly("city", "customer_id");
    assertThat(differences.path("columns").path("in_some").findValuesAsText("name"))
        .containsExactly("order_id", "ordered_on", "product_id", "revenue");
    assertThat(differences.path("retyped").get(0).path("types").path(two.toString()).asText())
        .isEqualTo("FLOAT64");
    assertThat(differences.path("retyped").get(0).path("types").path(one.toString()).asText())
        .isEqualTo("STRING");
  }

  @Test
  void fileSetsAreComparedByTheirCountsAndClassesAlsoWithTables() {
    User owner = STACK.user("bea");
    SampleDataset cats = SampleDataset.make(STACK, owner, "cats", 4);
    SampleDataset dogs = SampleDataset.make(STACK, owner, "dogs", 2);
    classes(cats, "disc", "ring");
    classes(dogs, "disc", "bar");
    UUID table = SampleDefinition.make(STACK, owner, "t", SampleDefinition.orders("")).id();

    JsonNode two = STACK.as(owner).post(PATH, ids(cats.id(), dogs.id())).json();
    JsonNode mixed = STACK.as(owner).post(PATH, ids(cats.id(), table)).json();

    assertThat(two.path("datasets").get(0).path("statistics").path("sample_count").asInt())
        .isEqualTo(4);
    JsonNode classes = two.path("differences").path("classes");
    assertThat(classes.path("in_all")).extracting(JsonNode::asText).containsExactly("disc");
    assertThat(classes.path("in_some").findValuesAsText("name")).containsExactly("bar", "ring");
    assertThat(classes.path("in_some").get(0).path("dataset_ids").get(0).asText())
        .isEqualTo(dogs.id().toString());
    assertThat(two.path("differences").path("fields").findValuesAsText("field"))
        .containsExactly("total_samples", "annotation_count");
    assertThat(mixed.path("differences").path("fields").findValuesAsText("field"))
        .contains("kind", "status", "modality", "primary_table");
  }

  private static void classes(SampleDataset dataset, String... names) {
    STACK
        .stack()
        .executeAsOwner(
            "update dataset_statistics set statistics = statistics || '{\"classes\": [%s]}'"
                    .formatted(
                        String.join(
                            ",",
                            List.of(names).stream().map("{\"name\": \"%s\"}"::formatted).toList()))
                + " where dataset_id = '%s'".formatted(dataset.id()));
  }

  @Test
  void whatTheCallerMayNotSeeIsNotThereAndNotNamed() {
    User owner = STACK.user("cyn");
    SampleDataset own = SampleDataset.make(STACK, owner, "own", 1);
    SampleDataset shared = SampleDataset.make(STACK, STACK.user("dee"), "shared", 1);
    shared.share(STACK, owner, "viewer");
    SampleDataset foreign = SampleDataset.make(STACK, STACK.user("eva"), "foreign", 1);
    ApiClient client = STACK.as(owner);

    Answer hidden = client.post(PATH, ids(own.id(), foreign.id()));
    Answer nowhere = client.post(PATH, ids(own.id(), UUID.randomUUID()));

    assertThat(client.post(PATH, ids(own.id(), shared.id())).status()).isEqualTo(200);
    assertThat(STACK.as(STACK.admin("root")).post(PATH, ids(own.id(), foreign.id())).status())
        .isEqualTo(200);
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.body()).doesNotContain(foreign.id().toString()).doesNotContain("foreign");
    assertThat(hidden.json().path("detail")).isEqualTo(nowhere.json().path("detail"));
    assertThat(STACK.anonymous().post(PATH, ids(own.id())).status()).isEqualTo(401);
  }

  @Test
  void oneIsTooFewAndSixAreTooManyAndNoneIsTwice() {
    ApiClient client = STACK.signedIn("fay");
    String id = UUID.randomUUID().toString();

    Answer twice = client.post(PATH, ids(id, id));

    assertThat(client.post(PATH, ids(id)).status()).isEqualTo(400);
    assertThat(client.post(PATH, ids(1, 2, 3, 4, 5, 6)).status()).isEqualTo(400);
    assertThat(client.post(PATH, ids("x", "y")).status()).isEqualTo(400);
    assertThat(twice.status()).isEqualTo(400);
    assertThat(twice.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/dataset_ids/1");
  }
}
