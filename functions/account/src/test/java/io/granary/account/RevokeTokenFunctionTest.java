package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RevokeTokenFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aRevokedTokenIsRefusedAndOnlyItsOwnerRevokesIt() {
    User owner = STACK.user("ann");
    Answer made = STACK.as(owner).post("/api/tokens", Map.of("name", "ci"));
    String path = "/api/tokens/" + made.json().path("id").asText();
    var program = new ApiClient(STACK.gateway(), made.json().path("token").asText());

    assertThat(STACK.signedIn("bea").delete(path).status()).isEqualTo(404);
    assertThat(program.get("/api/users/me").status()).isEqualTo(200);
    assertThat(STACK.as(owner).delete(path).status()).isEqualTo(204);
    assertThat(program.get("/api/users/me").status()).isEqualTo(401);
    assertThat(STACK.as(owner).delete(path).status()).isEqualTo(404);
  }
}
