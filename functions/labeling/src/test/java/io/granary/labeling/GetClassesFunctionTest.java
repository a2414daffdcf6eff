package io.granary.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetClassesFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void classesHaveColoursAndCounts() {
    User owner = STACK.user("nia");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);

    Answer answer = STACK.as(owner).get("/api/projects/%s/classes".formatted(dataset.project()));

    assertThat(answer.json().path("items").path(0).path("name").asText()).isEqualTo("disc");
    assertThat(answer.json().path("items").path(0).path("color").asText()).isEqualTo("#e63939");
    assertThat(answer.json().path("items").path(0).path("annotation_count").asInt()).isEqualTo(3);
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path = "/api/projects/%s/classes".formatted(dataset.project());

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
