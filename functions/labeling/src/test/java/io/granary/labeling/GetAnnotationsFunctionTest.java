package io.granary.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetAnnotationsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void theAnnotationsOfAnImageAreGiven() {
    User owner = STACK.user("ole");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);

    Answer answer =
        STACK
            .as(owner)
            .get(
                "/api/projects/%s/images/%s/annotations"
                    .formatted(dataset.project(), dataset.samples().get(0)));

    assertThat(answer.json().path("total").asInt()).isEqualTo(1);
    var annotation = answer.json().path("items").path(0);
    assertThat(annotation.path("class_name").asText()).isEqualTo("disc");
    assertThat(annotation.path("geometry").path("height").asDouble()).isEqualTo(24.5);
    assertThat(annotation.path("attributes").path("occluded").asBoolean()).isTrue();
    assertThat(annotation.path("state").asText()).isEqualTo("confirmed");
  }

  @Test
  void anImageOfAnotherDatasetIsNotFound() {
    User owner = STACK.user("pia");
    SampleDataset one = SampleDataset.make(STACK, owner, "one", 1);
    SampleDataset other = SampleDataset.make(STACK, owner, "other", 1);

    Answer answer =
        STACK
            .as(owner)
            .get(
                "/api/projects/%s/images/%s/annotations"
                    .formatted(one.project(), other.samples().get(0)));

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path =
        "/api/projects/%s/images/%s/annotations"
            .formatted(dataset.project(), dataset.samples().get(0));

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
