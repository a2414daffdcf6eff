package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.api.GatewayFunction;
import io.granary.api.SigningKeySet;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LoginFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @BeforeAll
  static void register() {
    STACK
        .anonymous()
        .post(
            "/api/auth/register",
            Map.of("username", "dora", "email", "dora@example.com", "password", "0123456789"));
  }

  @Test
  void aPasswordGivesTokensThatWork() {
    Answer answer =
        STACK
            .anonymous()
            .post("/api/auth/login", Map.of("username", "dora", "password", "0123456789"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.json().path("expires_in").asLong()).isEqualTo(3600);
    String token = answer.json().path("access_token").asText();
    assertThat(new ApiClient(STACK.gateway(), token).get("/api/users/me").status()).isEqualTo(200);
  }

  @Test
  void aStartWithoutPrivateKeysFails() {
    Map<String, Object> properties = new HashMap<>(STACK.properties());
    Object keys = properties.remove("granary.auth.signing-keys");
    properties.put("granary.auth.verifying-keys", SigningKeySet.publicSet(String.valueOf(keys)));
    properties.put("granary.function", "login");

    // As Lambda starts it.
    properties.forEach((name, value) -> System.setProperty(name, value.toString()));
    try {
      assertThatThrownBy(GatewayFunction::new)
          .hasMessage("Cannot start: not set: GRANARY_AUTH_SIGNING_KEYS");
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  void theEleventhAttemptIsRefusedAlsoWithTheRightPassword() {
    Accounts.login(STACK, "guessed");
    Answer last = null;
    for (int i = 0; i < 11; i++) {
      last =
          STACK
              .anonymous()
              .post("/api/auth/login", Map.of("username", "guessed", "password", "0123456789"));
    }

    assertThat(last).isNotNull();
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.code()).isEqualTo("TOO_MANY_ATTEMPTS");
    assertThat(Integer.parseInt(last.headers().get("retry-after"))).isBetween(1, 900);
  }

  @Test
  void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
    Answer wrong =
        STACK
            .anonymous()
            .post("/api/auth/login", Map.of("username", "dora", "password", "9876543210"));
    Answer unknown =
        STACK
            .anonymous()
            .post("/api/auth/login", Map.of("username", "nobody", "password", "9876543210"));

    STACK.user("outsider");
    Answer withoutPassword =
        STACK
            .anonymous()
            .post("/api/auth/login", Map.of("username", "outsider", "password", "9876543210"));

    assertThat(withoutPassword.status()).isEqualTo(401);
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.json().path("detail")).isEqualTo(wrong.json().path("detail"));
  }
}
