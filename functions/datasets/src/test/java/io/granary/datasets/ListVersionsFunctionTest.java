package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.ApiClient;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListVersionsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void pagesRunFromTheNewestAndStayStableWhenMoreAreMade() {
    VersionedSet set = VersionedSet.make(STACK, "");
    for (int i = 1; i <= 5; i++) {
      set.freeze(STACK, "{\"note\": \"n%d\"}".formatted(i));
    }
    ApiClient client = STACK.as(set.owner());

    JsonNode first = client.get(set.versions() + "?limit=2").json();
    set.freeze(STACK, "{}");
    JsonNode second =
        client.get(set.versions() + "?limit=3&cursor=" + first.path("next_cursor").asText()).json();

    assertThat(first.path("items").findValuesAsText("version")).containsExactly("5", "4");
    assertThat(first.path("total").asInt()).isEqualTo(5);
    assertThat(first.path("items").get(0).path("note").asText()).isEqualTo("n5");
    assertThat(first.path("items").get(0).has("sql")).isFalse();
    assertThat(second.path("items").findValuesAsText("version")).containsExactly("3", "2", "1");
    assertThat(second.path("next_cursor").isNull()).isTrue();
    assertThat(second.path("total").asInt()).isEqualTo(6);
  }

  @Test
  void aCursorOfAnotherDatasetAndAStrangerAreRefused() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{}");
    set.freeze(STACK, "{}");
    VersionedSet other = VersionedSet.make(STACK, "");
    String cursor =
        STACK.as(set.owner()).get(set.versions() + "?limit=1").json().path("next_cursor").asText();

    assertThat(STACK.as(other.owner()).get(other.versions() + "?cursor=" + cursor).code())
        .isEqualTo("INVALID_CURSOR");
    assertThat(STACK.as(set.owner()).get(set.versions() + "?limit=0").status()).isEqualTo(400);
    assertThat(STACK.signedIn("stranger").get(set.versions()).status()).isEqualTo(404);
    assertThat(STACK.as(other.owner()).get(other.versions()).json().path("items")).isEmpty();
  }
}
