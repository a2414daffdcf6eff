package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListTokensFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void tokensAreListedWithoutTheirSecrets() {
    User owner = STACK.user("ann");
    String token =
        STACK.as(owner).post("/api/tokens", Map.of("name", "ci")).json().path("token").asText();
    STACK.signedIn("bea").post("/api/tokens", Map.of("name", "hers"));

    Answer answer = STACK.as(owner).get("/api/tokens");

    assertThat(answer.json().path("items").findValuesAsText("name")).containsExactly("ci");
    assertThat(answer.body()).doesNotContain(token);
  }
}
