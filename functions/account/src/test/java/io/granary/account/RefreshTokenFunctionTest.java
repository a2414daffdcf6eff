package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RefreshTokenFunctionTest {
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
  void aRefreshTokenIsUsedUp() {
    String first = login("fay").json().path("refresh_token").asText();

    Answer rotated = refresh(first);

    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.json().path("refresh_token").asText()).isNotEqualTo(first);
  }

  @Test
  void aSecondUseEndsTheFamily() {
    String first = login("gil").json().path("refresh_token").asText();
    String second = refresh(first).json().path("refresh_token").asText();

    assertThat(refresh(first).status()).isEqualTo(401);
    assertThat(refresh(second).status()).isEqualTo(401);
  }
}
