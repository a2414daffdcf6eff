package io.granary.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetModelFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aModelCountsItsDatasetsThatAreNotInTheTrash() {
    User owner = STACK.user("ann");
    var model = SampleModel.make(STACK, owner, "birds");
    SampleDataset.make(STACK, owner, "one", 1).moveTo(STACK, model);
    SampleDataset trashed = SampleDataset.make(STACK, owner, "two", 1);
    trashed.moveTo(STACK, model);
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set deleted_at = now() where id = '%s'".formatted(trashed.id()));

    Answer answer = STACK.as(owner).get("/api/models/" + model);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("etag", "\"1\"");
    assertThat(answer.json().path("name").asText()).isEqualTo("birds");
    assertThat(answer.json().path("warehouse").path("kind").asText()).isEqualTo("duckdb");
    assertThat(answer.json().path("dataset_count").asInt()).isEqualTo(1);
  }

  @Test
  void itIsItsOwnersAndTheAdminsAlone() {
    String path = "/api/models/" + SampleModel.make(STACK, STACK.user("bea"), "secret");

    assertThat(STACK.as(STACK.admin("root")).get(path).status()).isEqualTo(200);
    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.signedIn("other").get("/api/models/no-id").status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
