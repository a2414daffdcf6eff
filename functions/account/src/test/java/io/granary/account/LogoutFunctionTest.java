package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LogoutFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static Answer login(String username) {
    STACK
        .anonymous()
        .post(
            "/api/auth/register",
            Map.of(
                "username",
                username,
                "email",
                username + "@example.com",
                "password",
                "0123456789"));
    return STACK
        .anonymous()
        .post("/api/auth/login", Map.of("username", username, "password", "0123456789"));
  }

  private static Answer refresh(String token) {
    return STACK.anonymous().post("/api/auth/refresh", Map.of("refresh_token", token));
  }

  @Test
  void aTokenOfAnEndedFamilyIsRefused() {
    Answer tokens = login("hal");
    String refreshToken = tokens.json().path("refresh_token").asText();

    Answer out =
        new ApiClient(STACK.gateway(), tokens.json().path("access_token").asText())
            .post("/api/auth/logout", Map.of("refresh_token", refreshToken));

    assertThat(out.status()).isEqualTo(204);
    assertThat(refresh(refreshToken).status()).isEqualTo(401);
  }
}
