package io.granary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetOpenapiFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void servesTheDescriptionToEverybody() {
    Answer answer = STACK.anonymous().get("/api/openapi.yml");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("content-type")).startsWith("application/yaml");
    assertThat(answer.body())
        .startsWith("openapi: \"3.1.0\"")
        .contains("operationId: \"get-openapi\"");
  }
}
