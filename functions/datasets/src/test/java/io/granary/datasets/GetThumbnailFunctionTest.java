package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetThumbnailFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aThumbnailIsMadeAtTheFirstRequestAndKept() {
    User owner = STACK.user("leo");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);
    String path =
        "/api/datasets/%s/samples/%s/thumbnail".formatted(dataset.id(), dataset.samples().get(1));

    byte[] first = STACK.as(owner).get(path).linked();
    byte[] second = STACK.as(owner).get(path).linked();

    assertThat(first).startsWith(0xFF, 0xD8).isEqualTo(second);
  }

  @Test
  void aPictureThatCannotBeDecodedHasNone() {
    User owner = STACK.user("max");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);
    STACK
        .stack()
        .executeAsOwner(
            "update samples set object_key = 'raw/broken' where id = '%s'"
                .formatted(dataset.samples().get(0)));
    STACK.objects().create("raw/broken", new byte[] {1, 2, 3}, "image/png");

    Answer answer =
        STACK
            .as(owner)
            .get(
                "/api/datasets/%s/samples/%s/thumbnail"
                    .formatted(dataset.id(), dataset.samples().get(0)));

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path =
        "/api/datasets/%s/samples/%s/thumbnail".formatted(dataset.id(), dataset.samples().get(0));

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
