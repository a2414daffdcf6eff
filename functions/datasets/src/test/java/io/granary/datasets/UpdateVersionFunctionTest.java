package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class UpdateVersionFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aFieldThatIsSentChangesAndAnotherStays() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{\"note\": \"first\"}");
    ApiClient client = STACK.as(set.owner());
    String path = set.versions() + "/1";

    Answer kept = client.put(path, Map.of("protected", true));
    Answer cleared = client.put(path, "{\"note\": null}");
    Answer same = client.put(path, cleared.body());
    Answer freed = client.put(path, "{\"protected\": null}");

    assertThat(kept.status()).as(kept.body()).isEqualTo(200);
    assertThat(kept.json().path("protected").asBoolean()).isTrue();
    assertThat(kept.json().path("note").asText()).isEqualTo("first");
    assertThat(cleared.json().path("note").isNull()).isTrue();
    assertThat(cleared.json().path("protected").asBoolean()).isTrue();
    assertThat(same.json()).isEqualTo(cleared.json());
    assertThat(freed.json().path("protected").asBoolean()).isFalse();
    assertThat(client.get(path).json()).isEqualTo(freed.json());
  }

  @Test
  void twoWhoChangeDifferentThingsDoNotUndoEachOther() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{}");
    ApiClient client = STACK.as(set.owner());
    String path = set.versions() + "/1";

    AtOnce.call(
        16, i -> client.put(path, i % 2 == 0 ? "{\"note\": \"kept\"}" : "{\"protected\": true}"));

    JsonNode version = client.get(path).json();
    assertThat(version.path("note").asText()).isEqualTo("kept");
    assertThat(version.path("protected").asBoolean()).isTrue();
  }

  @Test
  void whatIsFrozenCannotBeChanged() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{}");
    ApiClient client = STACK.as(set.owner());
    String path = set.versions() + "/1";

    Answer frozen = client.put(path, "{\"digest\": \"0\"}");
    Answer bad = client.put(path, "{\"note\": 1, \"protected\": \"yes\", \"colour\": 1}");

    assertThat(frozen.code()).isEqualTo("READ_ONLY_FIELD");
    assertThat(bad.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(bad.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/note", "/protected", "/colour");
  }

  @Test
  void aViewerMayNotAndAStrangerSeesNothing() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{}");
    User viewer = STACK.user("viewer");
    set.definition().share(STACK, viewer, "viewer");
    String path = set.versions() + "/1";

    assertThat(STACK.as(viewer).put(path, "{}").status()).isEqualTo(403);
    assertThat(STACK.signedIn("stranger").put(path, "{}").status()).isEqualTo(404);
    assertThat(STACK.as(set.owner()).put(set.versions() + "/2", "{}").status()).isEqualTo(404);
  }
}
