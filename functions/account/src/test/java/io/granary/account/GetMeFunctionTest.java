package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetMeFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aCallerSeesTheirOwnAccount() {
    Answer answer = STACK.signedIn("edna").get("/api/users/me");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("username").asText()).isEqualTo("edna");
    assertThat(answer.json().path("role").asText()).isEqualTo("user");
  }

  @Test
  void withoutATokenOrWithAFalseOneThereIsNoAnswer() {
    Answer none = STACK.anonymous().get("/api/users/me");
    Answer wrong = new ApiClient(STACK.gateway(), "eyJhbGciOiJub25lIn0.e30.").get("/api/users/me");

    assertThat(none.status()).isEqualTo(401);
    assertThat(none.code()).isEqualTo("AUTHENTICATION_REQUIRED");
    assertThat(wrong.status()).isEqualTo(401);
  }
}
