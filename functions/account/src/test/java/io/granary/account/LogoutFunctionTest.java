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

  @Test
  void aTokenOfAnEndedFamilyIsRefused() {
    Answer tokens = Accounts.login(STACK, "hal");
    String refreshToken = tokens.json().path("refresh_token").asText();

    Answer out =
        new ApiClient(STACK.gateway(), tokens.json().path("access_token").asText())
            .post("/api/auth/logout", Map.of("refresh_token", refreshToken));

    assertThat(out.status()).isEqualTo(204);
    assertThat(Accounts.refresh(STACK, refreshToken).status()).isEqualTo(401);
  }
}
