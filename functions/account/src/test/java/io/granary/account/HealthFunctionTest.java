package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class HealthFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void everybodyMayAskWhetherItIsUp() {
    Answer answer = STACK.anonymous().get("/api/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("status").asText()).isEqualTo("ok");
    assertThat(answer.headers()).containsKey("x-request-id");
  }

  @Test
  void anUnknownPathAndMethodAreNamed() {
    Answer path = STACK.anonymous().get("/api/nothing");
    Answer method = STACK.anonymous().post("/api/health", "{}");

    assertThat(path.status()).isEqualTo(404);
    assertThat(path.code()).isEqualTo("ROUTE_NOT_FOUND");
    assertThat(path.headers().get("content-type")).startsWith("application/problem+json");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.headers().get("allow")).contains("GET");
  }
}
