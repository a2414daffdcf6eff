package io.granary.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListProjectsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void theProjectsOfADatasetAreListed() {
    User owner = STACK.user("mia");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);

    Answer answer = STACK.as(owner).get("/api/projects?dataset_id=" + dataset.id());
    Answer without = STACK.as(owner).get("/api/projects");

    assertThat(answer.json().path("items").findValuesAsText("id"))
        .containsExactly(dataset.project().toString());
    assertThat(without.status()).isEqualTo(400);
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path = "/api/projects?dataset_id=" + dataset.id();

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
