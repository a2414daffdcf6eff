package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CreateTokenFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aTokenActsForItsOwnerUntilItExpires() {
    User owner = STACK.user("ann");

    Answer made = STACK.as(owner).post("/api/tokens", Map.of("name", "ci", "expires_in_days", 30));

    assertThat(made.status()).isEqualTo(201);
    String token = made.json().path("token").asText();
    var program = new ApiClient(STACK.gateway(), token);
    assertThat(program.get("/api/users/me").json().path("username").asText()).isEqualTo("ann");

    STACK.stack().executeAsOwner("update personal_tokens set expires_at = now() - interval '1 s'");
    assertThat(program.get("/api/users/me").status()).isEqualTo(401);
  }

  @Test
  void onlyAHashIsStoredAndAFalseTokenIsRefused() {
    User owner = STACK.user("bea");
    String token =
        STACK.as(owner).post("/api/tokens", Map.of("name", "x")).json().path("token").asText();

    assertThat(
            STACK
                .stack()
                .executeAsOwner(
                    "update personal_tokens set name = 'leak' where secret_hash like '%s%%'"
                        .formatted(token)))
        .isZero();
    assertThat(
            new ApiClient(STACK.gateway(), token.replace(token.charAt(20), '_') + "x")
                .get("/api/users/me")
                .status())
        .isEqualTo(401);
  }
}
