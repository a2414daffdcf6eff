package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The order of the checks, each told by what is also wrong behind it. */
final class EdgeTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final byte[] GOOD = "{\"count\": 1}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] BAD = "{\"oops\": 1}".getBytes(StandardCharsets.UTF_8);

  @Test
  void theTokenComesBeforeTheBody() {
    byte[] large = new byte[6_000_000];

    assertThat(send(STACK.anonymous(), large, "text/plain").status()).isEqualTo(401);
  }

  @Test
  void theSizeComesBeforeTheTypeAndTheTypeBeforeTheContent() {
    ApiClient client = STACK.signedIn("ann");

    assertThat(send(client, new byte[6_000_000], "text/plain").code())
        .isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(send(client, BAD, "text/plain").code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    assertThat(send(client, GOOD, "").code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    assertThat(send(client, GOOD, "application/json; charset=utf-8").status()).isEqualTo(200);
  }

  @Test
  void bodyAndParametersAreRefusedTogether() {
    Answer answer =
        STACK.signedIn("bob").post("/api/make?n=x&more=1", "{\"text\": \"123456\", \"oops\": 1}");

    assertThat(answer.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/count", "/oops", "/text", "?more", "?n");
  }

  @Test
  void whatAnOperationDoesNotTakeIsUnknownToIt() {
    ApiClient client = STACK.signedIn("cyn");
    var match = Map.of("If-Match", "\"1\"");

    assertThat(client.put("/api/guarded", Map.of("x", 1), match).code()).isEqualTo("UNKNOWN_FIELD");
    assertThat(client.put("/api/guarded?x=1", Map.of(), match).code()).isEqualTo("UNKNOWN_FIELD");
    assertThat(client.put("/api/guarded", "", match).status()).isEqualTo(200);
  }

  @Test
  void aConditionIsRequiredWhereTheOperationSaysSo() {
    ApiClient client = STACK.signedIn("dee");

    Answer blind = client.put("/api/guarded", Map.of());
    Answer seeing = client.put("/api/guarded", Map.of(), Map.of("If-Match", "\"7\""));

    assertThat(blind.status()).isEqualTo(428);
    assertThat(blind.code()).isEqualTo("IF_MATCH_REQUIRED");
    assertThat(seeing.json().path("revision").asText()).isEqualTo("7");
  }

  @Test
  void aRequestThatIsNotValidDoesNotUseItsKeyUp() {
    ApiClient client = STACK.signedIn("eva");

    assertThat(keyed(client, BAD).code()).isEqualTo("VALIDATION_FAILED");
    assertThat(keyed(client, GOOD).status()).isEqualTo(200);
    assertThat(keyed(client, GOOD).headers()).containsKey("idempotent-replayed");
    assertThat(keyed(client, BAD).code()).isEqualTo("VALIDATION_FAILED");
    assertThat(keyed(client, "{\"count\": 2}".getBytes(StandardCharsets.UTF_8)).code())
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void oneKeyHasOneEffectAmongSixtyFour() {
    ApiClient client = STACK.signedIn("fay");
    int before = Scratch.MADE.get();
    for (Answer answer : AtOnce.call(64, _ -> keyed(client, GOOD))) {
      assertThat(answer.status()).isIn(200, 409);
      if (answer.status() == 409) {
        assertThat(answer.code()).isEqualTo("IDEMPOTENCY_IN_PROGRESS");
        assertThat(answer.headers()).containsKey("retry-after");
      }
    }
    assertThat(Scratch.MADE.get()).isEqualTo(before + 1);
  }

  @Test
  void whatTheCallerHasIsNotSentAgain() {
    ApiClient client = STACK.anonymous();
    Answer first = client.get("/api/echo/a");
    String tag = first.headers().get("etag");

    Answer same = client.send("GET", "/api/echo/a", Map.of("If-None-Match", "\"x\", " + tag), null);
    Answer other = client.send("GET", "/api/echo/b", Map.of("If-None-Match", tag), null);

    assertThat(tag).startsWith("W/\"");
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().get("etag")).isEqualTo(tag);
    assertThat(other.status()).isEqualTo(200);
  }

  private static Answer keyed(ApiClient client, byte[] body) {
    return client.send(
        "POST",
        "/api/make",
        Map.of("Content-Type", "application/json", "Idempotency-Key", "one"),
        body);
  }

  private static Answer send(ApiClient client, byte[] body, String type) {
    return client.send("POST", "/api/make", Map.of("Content-Type", type), body);
  }
}
