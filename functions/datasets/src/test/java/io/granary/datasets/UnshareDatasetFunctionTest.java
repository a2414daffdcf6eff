package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class UnshareDatasetFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void whoIsUnsharedIsAStrangerAgain() {
    User owner = STACK.user("ann");
    User friend = STACK.user("friend");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 1);
    dataset.share(STACK, friend, "viewer");
    String path = "/api/datasets/%s/shares/friend".formatted(dataset.id());

    assertThat(STACK.as(friend).get("/api/datasets/" + dataset.id()).status()).isEqualTo(200);
    assertThat(STACK.as(friend).delete(path).status()).isEqualTo(403);
    assertThat(STACK.as(owner).delete(path).status()).isEqualTo(204);
    assertThat(STACK.as(owner).delete(path).status()).isEqualTo(404);
    assertThat(STACK.as(friend).get("/api/datasets/" + dataset.id()).status()).isEqualTo(404);
  }
}
