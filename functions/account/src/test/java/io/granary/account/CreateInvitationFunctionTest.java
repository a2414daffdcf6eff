package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CreateInvitationFunctionTest {
  @RegisterExtension
  static final TestStack STACK = new TestStack(Map.of("granary.auth.registration", "invite"));

  @Test
  void anInvitationMakesOneAccount() {
    ApiClient admin = STACK.as(STACK.admin("root"));
    String invitation = invite(admin, Map.of());

    assertThat(register("ann", null).code()).isEqualTo("FORBIDDEN");
    assertThat(register("ann", "made up").code()).isEqualTo("FORBIDDEN");
    assertThat(register("ann", invitation).status()).isEqualTo(201);
    assertThat(register("bob", invitation).code()).isEqualTo("FORBIDDEN");
    assertThat(admin.get("/api/users?search=bob").json().path("total").asInt()).isZero();
  }

  @Test
  void anInvitationForAnAddressIsForNoOther() {
    ApiClient admin = STACK.as(STACK.admin("chief"));
    String invitation = invite(admin, Map.of("email", "Cyn@example.com"));

    assertThat(register("dee", invitation).code()).isEqualTo("FORBIDDEN");
    assertThat(register("cyn", invitation).status()).isEqualTo(201);
  }

  @Test
  void anInvitationEnds() {
    ApiClient admin = STACK.as(STACK.admin("boss"));
    String invitation = invite(admin, Map.of("expires_in_days", 1));
    STACK.stack().executeAsOwner("update invitations set expires_at = now() where used_by is null");

    assertThat(register("eve", invitation).code()).isEqualTo("FORBIDDEN");
    assertThat(admin.post("/api/invitations", Map.of("expires_in_days", 0)).status())
        .isEqualTo(400);
  }

  @Test
  void withoutAnInvitationNobodyLearnsWhoHasAnAccount() {
    STACK.user("fay");

    assertThat(register("fay", "made up").code()).isEqualTo("FORBIDDEN");
    assertThat(register("fay", null).code()).isEqualTo("FORBIDDEN");
  }

  @Test
  void anInvitationOfSomebodyWhoIsNoAdminAnyMoreIsNotGood() {
    User author = STACK.admin("author");
    String invitation = invite(STACK.as(author), Map.of());
    STACK
        .stack()
        .executeAsOwner("update users set role = 'user' where id = '%s'".formatted(author.id()));

    assertThat(register("gus", invitation).code()).isEqualTo("FORBIDDEN");
  }

  private static String invite(ApiClient admin, Map<String, ?> request) {
    Answer answer = admin.post("/api/invitations", request);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().path("invitation").asText();
  }

  private static Answer register(String username, String invitation) {
    Map<String, String> request = new HashMap<>();
    request.put("username", username);
    request.put("email", username + "@example.com");
    request.put("password", "0123456789");
    if (invitation != null) {
      request.put("invitation", invitation);
    }
    return STACK.anonymous().post("/api/auth/register", request);
  }
}
