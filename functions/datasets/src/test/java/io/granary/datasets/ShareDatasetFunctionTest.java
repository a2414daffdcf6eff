package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ShareDatasetFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aRoleIsGivenAndChanged() {
    User owner = STACK.user("ann");
    User friend = STACK.user("friend");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 1);
    String path = "/api/datasets/%s/shares/friend".formatted(dataset.id());

    Answer viewer = STACK.as(owner).put(path, Map.of("role", "viewer"));
    String validate = "/api/datasets/%s/validate".formatted(dataset.id());
    int asViewer = STACK.as(friend).post(validate, Map.of()).status();
    Answer editor = STACK.as(owner).put(path, Map.of("role", "editor"));
    int asEditor = STACK.as(friend).post(validate, Map.of()).status();

    assertThat(viewer.json().path("role").asText()).isEqualTo("viewer");
    assertThat(asViewer).isEqualTo(403);
    assertThat(editor.json().path("role").asText()).isEqualTo("editor");
    assertThat(asEditor).isEqualTo(202);
  }

  @Test
  void onlyTheOwnerShares() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("bea"), "bees", 1);
    User editor = STACK.user("editor");
    dataset.share(STACK, editor, "editor");
    STACK.user("third");
    String path = "/api/datasets/%s/shares/third".formatted(dataset.id());

    assertThat(STACK.as(editor).put(path, Map.of("role", "viewer")).status()).isEqualTo(403);
    assertThat(STACK.signedIn("stranger").put(path, Map.of("role", "viewer")).status())
        .isEqualTo(404);
  }

  @Test
  void unknownUsersRolesAndTheOwnerAreRefused() {
    User owner = STACK.user("cyn");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "cats", 1);
    String path = "/api/datasets/%s/shares/".formatted(dataset.id());

    assertThat(STACK.as(owner).put(path + "ghost", Map.of("role", "viewer")).code())
        .isEqualTo("UNKNOWN_USER");
    assertThat(STACK.as(owner).put(path + "cyn", Map.of("role", "viewer")).code())
        .isEqualTo("VALIDATION_FAILED");
    assertThat(STACK.as(owner).put(path + "cyn", Map.of("role", "owner")).code())
        .isEqualTo("VALIDATION_FAILED");
  }
}
