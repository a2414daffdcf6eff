package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SetRoleFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void anAdminMakesAnother() {
    User admin = STACK.admin("root");
    User user = STACK.user("ann");
    String path = "/api/users/%s/role".formatted(user.id());

    assertThat(STACK.as(user).put(path, Map.of("role", "admin")).status()).isEqualTo(403);
    Answer made = STACK.as(admin).put(path, Map.of("role", "admin"));

    assertThat(made.json().path("role").asText()).isEqualTo("admin");
    assertThat(STACK.as(user).get("/api/users").status()).isEqualTo(200);
    assertThat(
            STACK
                .as(admin)
                .put("/api/users/%s/role".formatted(admin.id()), Map.of("role", "user"))
                .status())
        .isEqualTo(400);
    assertThat(STACK.as(admin).put("/api/users/1/role", Map.of("role", "user")).status())
        .isEqualTo(404);
  }
}
