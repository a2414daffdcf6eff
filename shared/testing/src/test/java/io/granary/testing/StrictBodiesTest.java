package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body must be, told by those that are not. */
final class StrictBodiesTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"count\": 1, \"count\": 2}",
        "{\"count\": 1} {}",
        "{\"count\": 1} x",
        "{\"count\": 1",
        "[1, 2",
        "\u0000"
      })
  void whatIsNotOneJsonDocumentIsLocated(String body) {
    Answer answer = STACK.signedIn(name()).post("/api/make", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("MALFORMED_JSON");
    assertThat(answer.json().path("detail").asText()).contains("line 1, column ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"count\": 1, \"more\": 2};UNKNOWN_FIELD;/more",
        "{};VALIDATION_FAILED;/count",
        "{\"count\": null};VALIDATION_FAILED;/count",
        "{\"count\": \"1\"};VALIDATION_FAILED;/count",
        "{\"count\": 1.5};VALIDATION_FAILED;/count",
        "{\"count\": 12345678901};VALIDATION_FAILED;/count",
        "{\"count\": 1, \"text\": \"123456\"};VALIDATION_FAILED;/text",
        "{\"a/b\": 1e999};VALIDATION_FAILED;/a~1b",
        "{\"count\": null, \"free\": 1e999};VALIDATION_FAILED;/free",
        "[];VALIDATION_FAILED;''"
      })
  void aFieldThatIsWrongIsNamed(String body, String code, String pointer) {
    Answer answer = STACK.signedIn(name()).post("/api/make", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().path("errors").findValuesAsText("pointer")).contains(pointer);
  }

  @Test
  void numbersAndNestingAreBounded() {
    ApiClient client = STACK.signedIn(name());
    String deep = "[".repeat(5000) + "]".repeat(5000);

    assertThat(client.post("/api/make", "{\"count\":1,\"amount\":1e999999999}").status())
        .isEqualTo(400);
    assertThat(client.post("/api/make", "{\"count\":1,\"free\":[-1e999999999]}").status())
        .isEqualTo(400);
    assertThat(
            client
                .post("/api/make", "{\"count\":1,\"amount\":%s}".formatted("9".repeat(2000)))
                .status())
        .isEqualTo(400);
    assertThat(client.post("/api/make", "{\"count\":1,\"free\":%s}".formatted(deep)).status())
        .isEqualTo(400);
    assertThat(client.get("/api/echo/q?n=1e999999999").status()).isEqualTo(400);
  }

  @Test
  void problemsAreNamedUpToAHundred() {
    StringBuilder body = new StringBuilder("{\"count\": 1");
    for (int i = 0; i < 10_000; i++) {
      body.append(",\"f").append(i).append("\":1");
    }
    Answer answer = STACK.signedIn(name()).post("/api/make", body.append('}').toString());

    assertThat(answer.code()).isEqualTo("UNKNOWN_FIELD");
    assertThat(answer.json().path("errors")).hasSize(100);
  }

  private static String name() {
    return "u" + Long.toString(System.nanoTime(), 36);
  }
}
