package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What update-dataset does with definitions. */
final class UpdateDefinitionTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final UUID model = FileShop.model(STACK, owner);
  private final ApiClient client = STACK.as(owner);
  private final String path = ShopDataset.make(STACK, owner, model, "sales");
  private final String id = path.substring(path.lastIndexOf('/') + 1);

  private void sql(String statement) {
    STACK.stack().executeAsOwner(statement.formatted(id));
  }

  private static List<String> pointers(Answer answer) {
    return answer.json().path("errors").findValuesAsText("pointer");
  }

  private void analyze() {
    sql("update datasets set status = 'active', row_count = 4 where id = '%s'");
    sql("insert into dataset_analyses values ('%s', 'd', '{}', now())");
  }

  @Test
  void anotherDefinitionMakesADraftAgainAndForgetsWhatWasMeasured() {
    analyze();

    Answer answer =
        client.put(
            path,
            "{\"split\": null, \"as_of\": \"2026-02-01\", \"secondary_tables\": null,"
                + " \"joins\": null, \"columns\": null}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode dataset = answer.json();
    assertThat(dataset.path("status").asText()).isEqualTo("draft");
    assertThat(dataset.path("row_count").isNull()).isTrue();
    assertThat(dataset.has("split")).isFalse();
    assertThat(dataset.path("as_of").asText()).isEqualTo("2026-02-01");
    assertThat(dataset.path("table_count").asInt()).isEqualTo(1);
    assertThat(dataset.path("column_count").asInt()).isEqualTo(5);
    assertThat(dataset.path("filters").path("date_range").path("type").asText())
        .as("an absent field keeps its value")
        .isEqualTo("fixed");
    assertThat(
            STACK
                .stack()
                .executeAsOwner(
                    "delete from dataset_analyses where dataset_id = '%s'".formatted(id)))
        .isZero();
  }

  @Test
  void theWholeMayBeSentBackAndThenNobodyAsksTheWarehouse() {
    analyze();
    Answer read = client.put(path, "{}");
    sql("update models set warehouse_dataset = 'closed' where id = '" + model + "'");

    Answer same = client.put(path, read.body());
    Answer renamed = client.put(path, ((ObjectNode) same.json()).put("name", "renamed"));
    Answer other = client.put(path, "{\"split\": null}");

    assertThat(same.status()).as(same.body()).isEqualTo(200);
    assertThat(same.json().path("status").asText()).isEqualTo("active");
    assertThat(renamed.json().path("name").asText()).isEqualTo("renamed");
    assertThat(renamed.json().path("row_count").asInt()).isEqualTo(4);
    assertThat(other.code()).isEqualTo("WAREHOUSE_DATASET_NOT_ALLOWED");
  }

  @Test
  void numbersThatAreWrittenOtherwiseAreNoOtherDefinition() {
    client.put(
        path,
        "{\"filters\": {\"customer_filters\": [{\"column\": \"revenue\","
            + " \"operator\": \">\", \"value\": 1.50}]}}");
    analyze();

    Answer same = client.put(path, client.put(path, "{}").body());

    assertThat(same.status()).as(same.body()).isEqualTo(200);
    assertThat(same.json().path("status").asText()).isEqualTo("active");
  }

  @Test
  void whatIsWrongWithItIsToldWithEverythingElse() {
    Answer all =
        client.put(
            path, "{\"name\": \"a/b\", \"total_samples\": 7, \"primary_table\": \"nowhere\"}");
    Answer shape = client.put(path, "{\"primary_table\": null, \"split\": {\"kind\": 1}}");
    Answer join = client.put(path, "{\"joins\": null}");

    assertThat(all.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(pointers(all)).contains("/name", "/total_samples", "/primary_table");
    assertThat(pointers(shape)).contains("/primary_table", "/split/kind", "/split/strategy");
    assertThat(join.code()).isEqualTo("JOIN_INVALID");
    assertThat(client.put(path, "{}").json().path("primary_table").asText())
        .isEqualTo("transactions");
  }

  @Test
  void aFileSetHasNoDefinition() {
    SampleDataset files = SampleDataset.make(STACK, owner, "files", 1);

    Answer answer = client.put("/api/datasets/" + files.id(), "{\"primary_table\": \"products\"}");
    Answer cleared = client.put("/api/datasets/" + files.id(), "{\"split\": null}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("WRONG_KIND");
    assertThat(cleared.status()).isEqualTo(200);
  }

  @Test
  void ofManyEditsThatRestOnOneRevisionOneWins() {
    String tag = client.put(path, "{}").headers().get("etag");

    List<Answer> answers =
        AtOnce.call(
            16,
            i ->
                client.put(
                    path,
                    "{\"split\": {\"strategy\": \"time\", \"eval_days\": %d}}".formatted(i + 1),
                    Map.of("If-Match", tag)));

    assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.status() == 412)).hasSize(15);
    JsonNode won = answers.stream().filter(a -> a.status() == 200).findFirst().orElseThrow().json();
    assertThat(client.put(path, "{}").json().path("split")).isEqualTo(won.path("split"));
  }

  @Test
  void anEditorOfTheDatasetMayChangeItAndAViewerMayNot() {
    for (String role : List.of("viewer", "editor")) {
      User other = STACK.user("e" + Long.toString(System.nanoTime(), 36));
      sql("insert into dataset_shares values ('%s', '" + other.id() + "', '" + role + "', now())");

      assertThat(STACK.as(other).put(path, "{\"as_of\": \"2026-03-01\"}").status())
          .isEqualTo(role.equals("editor") ? 200 : 403);
    }
  }
}
