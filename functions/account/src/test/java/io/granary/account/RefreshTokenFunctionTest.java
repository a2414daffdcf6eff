package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RefreshTokenFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aRefreshTokenIsUsedUp() {
    String first = Accounts.login(STACK, "fay").json().path("refresh_token").asText();

    Answer rotated = Accounts.refresh(STACK, first);

    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.json().path("refresh_token").asText()).isNotEqualTo(first);
  }

  @Test
  void aSecondUseEndsTheFamily() {
    String first = Accounts.login(STACK, "gil").json().path("refresh_token").asText();
    String second = Accounts.refresh(STACK, first).json().path("refresh_token").asText();

    assertThat(Accounts.refresh(STACK, first).status()).isEqualTo(401);
    assertThat(Accounts.refresh(STACK, second).status()).isEqualTo(401);
  }
}
