package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RegisterFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Map<String, String> CLARA =
      Map.of("username", "clara", "email", "clara@example.com", "password", "correct horse");

  @Test
  void anAccountIsMadeOnce() {
    Answer first = STACK.anonymous().post("/api/auth/register", CLARA);
    Answer again = STACK.anonymous().post("/api/auth/register", CLARA);
    Answer sameEmail =
        STACK
            .anonymous()
            .post(
                "/api/auth/register",
                Map.of(
                    "username", "clara2", "email", "Clara@Example.com", "password", "0123456789"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().path("username").asText()).isEqualTo("clara");
    assertThat(first.body()).doesNotContain("correct horse").doesNotContain("hash");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("USERNAME_TAKEN");
    assertThat(sameEmail.code()).isEqualTo("EMAIL_TAKEN");
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    Answer answer =
        STACK
            .anonymous()
            .post("/api/auth/register", Map.of("username", "A", "email", "x", "password", "short"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/username", "/email", "/password");
  }

  @Test
  void aBodyThatIsNoJsonIsLocated() {
    Answer broken = STACK.anonymous().post("/api/auth/register", "{\"username\":\n oops}");
    Answer unknown =
        STACK
            .anonymous()
            .post(
                "/api/auth/register",
                Map.of(
                    "username", "cleo",
                    "email", "cleo@example.com",
                    "password", "0123456789",
                    "role", "admin"));

    assertThat(broken.code()).isEqualTo("MALFORMED_JSON");
    assertThat(broken.json().path("detail").asText()).contains("line 2");
    assertThat(unknown.code()).isEqualTo("UNKNOWN_FIELD");
  }
}
