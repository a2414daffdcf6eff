package io.granary.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.ModelPlace;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.AtOnce;
import io.granary.testing.SampleDefinition;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class UpdateModelFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void fieldsThatAreSentChangeAndOthersStay() {
    User owner = STACK.user("ann");
    String path = "/api/models/" + SampleModel.make(STACK, owner, "birds");
    ApiClient client = STACK.as(owner);

    Answer changed =
        client.put(
            path,
            Map.of(
                "name",
                " more birds ",
                "warehouse",
                Map.of("kind", "bigquery", "location", "EU"),
                "budget",
                Map.of("max_usd_per_build", 7)));
    Answer cleared =
        client.put(path, "{\"description\": null, \"warehouse\": null, \"budget\": null}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("name").asText()).isEqualTo("more birds");
    assertThat(changed.json().path("description").asText()).isEqualTo("made by a test");
    assertThat(changed.json().path("warehouse"))
        .hasToString("{\"kind\":\"bigquery\",\"dataset\":\"raw_data\",\"location\":\"EU\"}");
    assertThat(changed.json().path("budget")).hasToString("{\"max_usd_per_build\":7}");
    assertThat(cleared.json().path("name").asText()).isEqualTo("more birds");
    assertThat(cleared.json().path("description").isNull()).isTrue();
    assertThat(cleared.json().path("warehouse"))
        .hasToString("{\"kind\":\"bigquery\",\"dataset\":\"raw_data\"}");
    assertThat(cleared.json().path("budget")).isEmpty();
  }

  @Test
  void theWholeResourceMayBeSentBackButItsFactsNotChanged() {
    User owner = STACK.user("bea");
    String path = "/api/models/" + SampleModel.make(STACK, owner, "bees");
    ApiClient client = STACK.as(owner);

    Answer same = client.put(path, client.get(path).body());
    Answer fact = client.put(path, Map.of("dataset_count", 3));
    Answer mixed =
        client.put(
            path,
            "{\"dataset_count\": 3, \"colour\": 1, \"name\": \"a/b\", \"budget\": 1,"
                + " \"warehouse\": {\"kind\": \"duckdb\", \"dataset\": \"1\", \"size\": 2}}");

    assertThat(same.status()).isEqualTo(200);
    assertThat(fact.code()).isEqualTo("READ_ONLY_FIELD");
    assertThat(mixed.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(mixed.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/dataset_count",
            "/colour",
            "/name",
            "/budget",
            "/warehouse/dataset",
            "/warehouse/size");
  }

  @Test
  void datasetsOverTablesThatAreElsewhereAreDraftsAgain() {
    User owner = STACK.user("fay");
    var sample = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    String path = "/api/models/" + sample.model();
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set status = 'active' where id = '%s'".formatted(sample.id()));
    STACK
        .stack()
        .executeAsOwner(
            "insert into dataset_analyses values ('%s', 'd', '{}', now())".formatted(sample.id()));
    var ask = Ask.of(STACK);
    String state =
        "select status || ' ' || revision || ' ' || (select count(*) from dataset_analyses a"
            + " where a.dataset_id = d.id) from datasets d where id = ?";
    String before = ask.text(state, sample.id());

    STACK.as(owner).put(path, Map.of("name", "sales", "warehouse", Map.of("kind", "duckdb")));
    String renamed = ask.text(state, sample.id());
    Answer moved = STACK.as(owner).put(path, Map.of("warehouse", Map.of("kind", "bigquery")));

    assertThat(renamed).isEqualTo(before).isEqualTo("active 1 1");
    assertThat(moved.status()).isEqualTo(200);
    assertThat(ask.text(state, sample.id())).isEqualTo("draft 2 0");
  }

  @Test
  void aModelIsHeldOnlyWhereItsTablesAre() {
    User owner = STACK.user("gus");
    UUID model = SampleModel.make(STACK, owner, "gulls");
    var here = new ModelPlace("duckdb", null, "raw_data", null);
    Jdbi jdbi = STACK.bean(Jdbi.class);

    assertThat(jdbi.<Boolean, RuntimeException>inTransaction(handle -> here.hold(handle, model)))
        .isTrue();
    STACK.as(owner).put("/api/models/" + model, "{\"warehouse\": null}");
    assertThat(jdbi.<Boolean, RuntimeException>inTransaction(handle -> here.hold(handle, model)))
        .isFalse();
  }

  @Test
  void ofSixtyFourAtOnceThatRestOnOneRevisionOneWins() {
    User owner = STACK.user("cyn");
    String path = "/api/models/" + SampleModel.make(STACK, owner, "cats");
    ApiClient client = STACK.as(owner);
    String tag = client.get(path).headers().get("etag");

    List<Answer> answers =
        AtOnce.call(
            64, i -> client.put(path, Map.of("name", "cats " + i), Map.of("If-Match", tag)));

    assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.status() == 412)).hasSize(63);
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    User owner = STACK.user("dee");
    SampleModel.make(STACK, owner, "one");
    String path = "/api/models/" + SampleModel.make(STACK, owner, "two");

    Answer answer = STACK.as(owner).put(path, Map.of("name", "ONE"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("MODEL_NAME_TAKEN");
    assertThat(STACK.as(owner).get(path).json().path("name").asText()).isEqualTo("two");
  }

  @Test
  void aStrangerSeesNothing() {
    String path = "/api/models/" + SampleModel.make(STACK, STACK.user("eva"), "eels");

    assertThat(STACK.signedIn("stranger").put(path, Map.of("name", "x")).status()).isEqualTo(404);
    assertThat(STACK.anonymous().put(path, Map.of("name", "x")).status()).isEqualTo(401);
  }
}
