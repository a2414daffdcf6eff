package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DeleteVersionFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aProtectedVersionStaysUntilItsProtectionIsLifted() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{}");
    ApiClient client = STACK.as(set.owner());
    String path = set.versions() + "/1";
    client.put(path, "{\"protected\": true}");

    Answer refused = client.delete(path);
    client.put(path, "{\"protected\": false}");
    Answer deleted = client.delete(path);
    Answer again = client.delete(path);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("VERSION_PROTECTED");
    assertThat(refused.json().path("detail").asText()).contains("version 1");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(again.status()).isEqualTo(404);
    assertThat(client.get(path).status()).isEqualTo(404);
  }

  @Test
  void aNumberIsNeverGivenTwice() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{}");
    set.freeze(STACK, "{}");
    STACK.as(set.owner()).delete(set.versions() + "/2");

    assertThat(set.freeze(STACK, "{}").path("version").asInt()).isEqualTo(3);
  }

  @Test
  void onlyTheOwnerDeletes() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{}");
    User editor = STACK.user("editor");
    set.definition().share(STACK, editor, "editor");
    String path = set.versions() + "/1";

    assertThat(STACK.as(editor).delete(path).status()).isEqualTo(403);
    assertThat(STACK.signedIn("stranger").delete(path).status()).isEqualTo(404);
    assertThat(STACK.as(set.owner()).get(path).status()).isEqualTo(200);
  }
}
