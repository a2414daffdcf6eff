package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetSampleFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aSampleComesWithItsAnnotations() {
    User owner = STACK.user("hana");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);

    Answer answer =
        STACK
            .as(owner)
            .get("/api/datasets/%s/samples/%s".formatted(dataset.id(), dataset.samples().get(0)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("width").asInt()).isEqualTo(64);
    assertThat(answer.json().path("annotation_count").asInt()).isEqualTo(1);
    assertThat(answer.json().path("annotations").path(0).path("bbox").path("width").asDouble())
        .isEqualTo(32);
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path = "/api/datasets/%s/samples/%s".formatted(dataset.id(), dataset.samples().get(0));

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
