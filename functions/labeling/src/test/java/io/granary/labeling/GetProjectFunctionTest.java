package io.granary.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetProjectFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aProjectCountsItsImages() {
    User owner = STACK.user("lea");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);

    Answer answer = STACK.as(owner).get("/api/projects/" + dataset.project());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("task_type").asText()).isEqualTo("object_detection");
    assertThat(answer.json().path("images").path("completed").asInt()).isEqualTo(3);
    assertThat(answer.json().path("images").path("not_started").asInt()).isEqualTo(2);
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path = "/api/projects/" + dataset.project();

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
