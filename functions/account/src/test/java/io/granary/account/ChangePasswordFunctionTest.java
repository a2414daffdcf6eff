package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ChangePasswordFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void theNewPasswordWorksAndOldTokensEnd() {
    Answer tokens = Accounts.login(STACK, "ann");
    String refreshToken = tokens.json().path("refresh_token").asText();
    var client = new ApiClient(STACK.gateway(), tokens.json().path("access_token").asText());

    Answer wrong =
        client.put(
            "/api/users/me/password",
            Map.of("current_password", "not this one", "new_password", "another one"));
    Answer changed =
        client.put(
            "/api/users/me/password",
            Map.of("current_password", "0123456789", "new_password", "another one"));

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/current_password");
    assertThat(changed.status()).isEqualTo(204);
    assertThat(Accounts.refresh(STACK, refreshToken).status()).isEqualTo(401);
    assertThat(login("0123456789")).isEqualTo(401);
    assertThat(login("another one")).isEqualTo(200);
  }

  private static int login(String password) {
    return STACK
        .anonymous()
        .post("/api/auth/login", Map.of("username", "ann", "password", password))
        .status();
  }
}
