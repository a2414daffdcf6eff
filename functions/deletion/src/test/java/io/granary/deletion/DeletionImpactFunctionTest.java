package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DeletionImpactFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void everythingThatHangsOnTheDatasetIsNamed() {
    User owner = STACK.user("ann");
    Deleting birds = Deleting.of(STACK, owner, "birds", 4);
    User friend = STACK.user("friend");
    birds.dataset().share(STACK, friend, "viewer");
    birds.dataset().protectVersion(STACK, owner);
    Deleting copy = Deleting.of(STACK, owner, "copy", 1);
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set derived_from = jsonb_build_object('dataset_id', '%s') where id = '%s'"
                .formatted(birds.id(), copy.id()));
    STACK
        .stack()
        .executeAsOwner(
            "update jobs set status = 'running' where id = '%s'".formatted(birds.dataset().job()));

    JsonNode impact = STACK.as(owner).get(birds.path() + "/deletion-impact").json();

    assertThat(impact.path("dataset_name").asText()).isEqualTo("birds");
    assertThat(impact.path("images_count").asInt()).isEqualTo(4);
    assertThat(impact.path("samples_count").asInt()).isEqualTo(4);
    assertThat(impact.path("annotations_count").asInt()).isEqualTo(2);
    assertThat(impact.path("versions_count").asInt()).isEqualTo(1);
    assertThat(impact.path("versions").toString()).isEqualTo("{\"dataset\":1,\"annotation\":0}");
    assertThat(impact.path("projects_count").asInt()).isEqualTo(1);
    assertThat(impact.path("project_ids").get(0).asText())
        .isEqualTo(birds.dataset().project().toString());
    assertThat(impact.path("storage_bytes").asLong()).isEqualTo(1000);
    assertThat(impact.path("storage_by_kind").toString())
        .isEqualTo("{\"samples\":1000,\"files\":0,\"archives\":0}");
    assertThat(impact.path("shares").toString())
        .isEqualTo("[{\"id\":\"%s\",\"name\":\"friend\"}]".formatted(friend.id()));
    assertThat(impact.path("shares_count").asInt()).isEqualTo(1);
    assertThat(impact.path("running_jobs").get(0).path("name").asText()).isEqualTo("ingest");
    assertThat(impact.path("derived_datasets").get(0).path("name").asText()).isEqualTo("copy");
    assertThat(impact.path("exports_count").asInt()).isZero();
    assertThat(impact.path("schedules_count").asInt()).isZero();
    assertThat(impact.path("blockers").findValuesAsText("code"))
        .containsExactly("PROTECTED_VERSION");
    assertThat(impact.path("blockers").get(0).path("detail").asText())
        .isEqualTo("Protected: version 1.");
    assertThat(impact.path("warnings").findValuesAsText("code"))
        .containsExactly("SHARED", "DERIVED_DATASETS", "RUNNING_JOBS");
  }

  @Test
  void ofAPlainSetThereIsNothingToWarnOf() {
    User owner = STACK.user("bob");
    JsonNode impact =
        STACK
            .as(owner)
            .get(Deleting.of(STACK, owner, "bees", 1).path() + "/deletion-impact")
            .json();

    assertThat(impact.path("blockers")).isEmpty();
    assertThat(impact.path("warnings")).isEmpty();
    assertThat(impact.path("running_jobs_count").asInt()).isZero();
  }

  @Test
  void onlyTheOwnerAsks() {
    User owner = STACK.user("cyn");
    Deleting cows = Deleting.of(STACK, owner, "cows", 1);
    User editor = STACK.user("editor");
    cows.dataset().share(STACK, editor, "editor");
    String path = cows.path() + "/deletion-impact";

    assertThat(STACK.as(editor).get(path).code()).isEqualTo("FORBIDDEN");
    assertThat(STACK.signedIn("stranger").get(path).code()).isEqualTo("NOT_FOUND");
    assertThat(STACK.as(STACK.admin("root")).get(path).status()).isEqualTo(200);
    cows.hidden();
    assertThat(STACK.as(owner).get(path).code()).isEqualTo("NOT_FOUND");
    assertThat(cows.delete(Map.of()).code()).isEqualTo("NOT_FOUND");
  }
}
