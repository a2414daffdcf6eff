package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListUsersFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void anAdminSeesAllAndOthersNothing() {
    User admin = STACK.admin("root");
    STACK.user("ann");
    STACK.user("bob");

    Answer first = STACK.as(admin).get("/api/users?limit=2");
    Answer second =
        STACK
            .as(admin)
            .get("/api/users?limit=2&cursor=" + first.json().path("next_cursor").asText());
    Answer found = STACK.as(admin).get("/api/users?search=BOB");

    assertThat(first.json().path("items").findValuesAsText("username"))
        .containsExactly("bob", "ann");
    assertThat(second.json().path("items").findValuesAsText("username")).containsExactly("root");
    assertThat(first.json().path("total").asInt()).isEqualTo(3);
    assertThat(found.json().path("items").findValuesAsText("username")).containsExactly("bob");
    assertThat(STACK.signedIn("eve").get("/api/users").status()).isEqualTo(403);
    assertThat(STACK.anonymous().get("/api/users").status()).isEqualTo(401);
  }
}
