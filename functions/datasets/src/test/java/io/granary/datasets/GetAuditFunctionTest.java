package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetAuditFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void whatWasDoneIsListedNewestFirst() {
    User owner = STACK.user("ann");
    STACK.user("friend");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 1);
    ApiClient client = STACK.as(owner);
    client.put("/api/datasets/%s/shares/friend".formatted(dataset.id()), Map.of("role", "editor"));
    client.put("/api/datasets/%s/shares/friend".formatted(dataset.id()), Map.of("role", "viewer"));
    client.delete("/api/datasets/%s/shares/friend".formatted(dataset.id()));
    String path = "/api/datasets/%s/audit".formatted(dataset.id());

    Answer first = client.get(path + "?limit=2");
    Answer second =
        client.get(path + "?limit=2&cursor=" + first.json().path("next_cursor").asText());

    assertThat(first.json().path("items").findValuesAsText("action"))
        .containsExactly("unshared", "shared");
    assertThat(second.json().path("items").findValuesAsText("action")).containsExactly("shared");
    assertThat(first.json().path("total").asInt()).isEqualTo(3);
    assertThat(second.json().path("items").path(0).path("performed_by").path("username").asText())
        .isEqualTo("ann");
    assertThat(second.json().path("items").path(0).path("details").path("role").asText())
        .isEqualTo("editor");
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("bea"), "bees", 1);
    String path = "/api/datasets/%s/audit".formatted(dataset.id());

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
