package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListSharesFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void theOwnerSeesWhoMayDoWhat() {
    User owner = STACK.user("ann");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 1);
    dataset.share(STACK, STACK.user("zoe"), "viewer");
    User editor = STACK.user("kim");
    dataset.share(STACK, editor, "editor");
    String path = "/api/datasets/%s/shares".formatted(dataset.id());

    Answer answer = STACK.as(owner).get(path);

    assertThat(answer.json().path("items").findValuesAsText("username"))
        .containsExactly("kim", "zoe");
    assertThat(answer.json().path("items").findValuesAsText("role"))
        .containsExactly("editor", "viewer");
    assertThat(STACK.as(editor).get(path).status()).isEqualTo(403);
    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
  }
}
