package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetContentFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void theLinkGivesTheBytesAsTheyAre() {
    User owner = STACK.user("kim");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);

    Answer answer =
        STACK
            .as(owner)
            .get(
                "/api/datasets/%s/samples/%s/content"
                    .formatted(dataset.id(), dataset.samples().get(1)));

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.linked()).isEqualTo(SampleImages.png(64, 48, 1));
  }

  @Test
  void whatIsNotReadyIsNotShown() {
    User owner = STACK.user("kit");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "half", 1);
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set status = 'processing' where id = '%s'".formatted(dataset.id()));
    String path =
        "/api/datasets/%s/samples/%s".formatted(dataset.id(), dataset.samples().getFirst());

    for (String what : List.of("", "/content", "/thumbnail")) {
      assertThat(STACK.as(owner).get(path + what).code()).isEqualTo("DATASET_NOT_READY");
    }
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path =
        "/api/datasets/%s/samples/%s/content".formatted(dataset.id(), dataset.samples().get(0));

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
