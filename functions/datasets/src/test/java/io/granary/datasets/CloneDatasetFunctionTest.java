package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CloneDatasetFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aCloneIsADraftOfTheSameDefinition() {
    VersionedSet set = VersionedSet.make(STACK, ", \"as_of\": \"2026-01-01\"");
    set.set(STACK, "status = 'active', row_count = 5, tags = '{shop}', metadata = '{\"a\": 1}'");
    ApiClient client = STACK.as(set.owner());

    Answer made = client.post(set.path() + "/clone", "{\"name\": \" copy \"}");

    assertThat(made.status()).as(made.body()).isEqualTo(201);
    JsonNode copy = made.json();
    JsonNode source = client.get(set.path()).json();
    assertThat(made.headers())
        .containsEntry("location", "/api/datasets/" + copy.path("id").asText());
    assertThat(copy.path("name").asText()).isEqualTo("copy");
    assertThat(copy.path("status").asText()).isEqualTo("draft");
    assertThat(copy.path("source_type").asText()).isEqualTo("derived");
    assertThat(copy.path("row_count").isNull()).isTrue();
    assertThat(copy.path("derived_from").path("dataset_id").asText())
        .isEqualTo(set.definition().id().toString());
    for (String field :
        List.of(
            "model_id",
            "columns",
            "joins",
            "column_mapping",
            "as_of",
            "tags",
            "metadata",
            "row_estimate",
            "table_count",
            "column_count")) {
      assertThat(copy.path(field)).as(field).isEqualTo(source.path(field));
    }
    assertThat(copy.path("metadata").path("a").asInt()).isEqualTo(1);
    assertThat(client.get(made.headers().get("location") + "/audit").body()).contains("cloned");
    assertThat(client.get(made.headers().get("location")).json()).isEqualTo(copy);
  }

  @Test
  void aFileSetCannotBeClonedYet() {
    User owner = STACK.user("ann");
    SampleDataset files = SampleDataset.make(STACK, owner, "files", 1);

    Answer answer =
        STACK
            .as(owner)
            .post("/api/datasets/%s/clone".formatted(files.id()), "{\"name\": \"copy\"}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("WRONG_KIND");
    assertThat(answer.json().path("detail").asText()).contains("it has files");
  }

  @Test
  void aNameIsGivenOnceAndMustBeOne() {
    VersionedSet set = VersionedSet.make(STACK, "");
    ApiClient client = STACK.as(set.owner());

    List<Answer> answers =
        AtOnce.call(8, _ -> client.post(set.path() + "/clone", "{\"name\": \"copy\"}"));
    Answer bad = client.post(set.path() + "/clone", "{\"name\": \"a/b\"}");
    Answer none = client.post(set.path() + "/clone", "{\"named\": \"a\"}");

    assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.code().equals("DATASET_NAME_TAKEN"))).hasSize(7);
    assertThat(bad.json().path("errors").findValuesAsText("pointer")).containsExactly("/name");
    assertThat(none.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/name", "/named");
  }

  @Test
  void whoDoesNotOwnTheModelCannotPutADatasetInIt() {
    VersionedSet set = VersionedSet.make(STACK, "");
    User editor = STACK.user("editor");
    set.definition().share(STACK, editor, "editor");

    Answer shared = STACK.as(editor).post(set.path() + "/clone", "{\"name\": \"mine\"}");

    assertThat(shared.status()).isEqualTo(403);
    assertThat(shared.json().path("detail").asText()).contains("model belongs to somebody else");
    assertThat(STACK.signedIn("stranger").post(set.path() + "/clone", "{}").status())
        .isEqualTo(404);
  }
}
