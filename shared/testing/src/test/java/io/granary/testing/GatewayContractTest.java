package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import io.granary.json.Json;
import io.granary.testing.ApiClient.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What lies between an HTTP API and an operation loses nothing, row by row of what the framework's
 * own handler was seen to lose.
 */
final class GatewayContractTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a%20b;a b",
        "a%2Bb;a+b",
        "a%2Fb;a/b",
        "caf%C3%A9;café",
        "a b;a b",
        "{x};{x}",
        "a|b;a|b",
        "100%;100%",
        "a+b;a+b",
        "%2541;%41",
        "日本;日本"
      })
  void aPathIsDecodedOnce(String sent, String received) {
    Answer answer = STACK.anonymous().get("/api/echo/" + sent);

    assertThat(answer.json().path("name").asText()).isEqualTo(received);
  }

  @Test
  void everyValueOfAQueryArrives() {
    Answer repeated = STACK.anonymous().get("/api/echo/q?l=1&l=2&l=3");
    Answer single = STACK.anonymous().get("/api/echo/q?l=1");
    Answer comma = STACK.anonymous().get("/api/echo/q?x=a%2Cb");
    Answer odd = STACK.anonymous().get("/api/echo/q?x=a%26b%3Dc+d%2Be%C3%A9");
    Answer empty = STACK.anonymous().get("/api/echo/q?x=");

    assertThat(Json.write(repeated.json().path("l"))).isEqualTo("[\"1\",\"2\",\"3\"]");
    assertThat(Json.write(single.json().path("l"))).isEqualTo("[\"1\"]");
    assertThat(comma.json().path("x").asText()).isEqualTo("a,b");
    assertThat(odd.json().path("x").asText()).isEqualTo("a&b=c d+eé");
    assertThat(empty.json().path("x").asText()).isEmpty();
  }

  @Test
  void aStageIsNoPartOfThePath() {
    APIGatewayV2HTTPEvent event = GatewayEvents.of("GET", "/prod/api/echo/staged", Map.of(), null);
    event.getRequestContext().setStage("prod");

    APIGatewayV2HTTPResponse answer = STACK.gateway().handleRequest(event, new TestContext());

    assertThat(Json.tree(answer.getBody()).path("name").asText()).isEqualTo("staged");
  }

  @Test
  void bytesArriveAndLeaveAsTheyAre() {
    byte[] bytes = {0, 1, (byte) 0xFF, (byte) 0xFE, 13, 10, 0};
    APIGatewayV2HTTPEvent event =
        GatewayEvents.of(
            "POST", "/api/raw", Map.of("Content-Type", "application/octet-stream"), bytes);

    APIGatewayV2HTTPResponse answer = STACK.gateway().handleRequest(event, new TestContext());

    assertThat(event.getIsBase64Encoded()).isTrue();
    assertThat(answer.getIsBase64Encoded()).isTrue();
    assertThat(Base64.getDecoder().decode(answer.getBody())).isEqualTo(bytes);
    assertThat(answer.getCookies()).isNull();
  }

  @Test
  void anAnswerThatTheGatewayWouldNotTakeIsLedTo() {
    Answer answer = STACK.anonymous().get("/api/large");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.body()).isEmpty();
    assertThat(Json.tree(new String(answer.linked(), StandardCharsets.UTF_8)).path("text").asText())
        .hasSize(3_000_000);
  }

  @Test
  void aFailureTellsNothing() {
    Answer answer = STACK.anonymous().get("/api/break");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo("INTERNAL");
    assertThat(answer.body()).doesNotContain("password").doesNotContain("Exception");
    assertThat(answer.json().path("request_id").asText())
        .isEqualTo(answer.headers().get("x-request-id"));
  }

  @Test
  void nothingIsNotFound() {
    assertThat(STACK.anonymous().get("/api/nothing").status()).isEqualTo(404);
  }

  @Test
  void headersThatWouldBreakAreDropped() {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Odd", "a\r\nSet-Cookie: b");
    headers.put("ACCEPT", "application/json");

    Answer answer = STACK.anonymous().send("GET", "/api/echo/x", headers, null);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().keySet()).doesNotContain("set-cookie");
  }

  @Test
  void aMethodThatIsNotThereNamesThoseThatAre() {
    Answer wrong = STACK.anonymous().delete("/api/echo/x");
    Answer options = STACK.anonymous().send("OPTIONS", "/api/echo/x", Map.of(), null);
    Answer nowhere = STACK.anonymous().get("/api/nowhere");

    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.code()).isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(wrong.headers().get("allow")).contains("GET");
    assertThat(options.status()).isIn(403, 405);
    assertThat(options.headers().get("content-type")).startsWith("application/problem+json");
    assertThat(nowhere.code()).isEqualTo("ROUTE_NOT_FOUND");
  }

  /** The shape that the HTTP API developer guide gives for payload format 2.0. */
  private static final String EVENT =
      """
      {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "%s",
        "rawQueryString": "%s",
        "cookies": ["cookie1", "cookie2"],
        "headers": {
          "accept": "*/*",
          "content-length": "%d",
          "content-type": "application/json",
          "authorization": "Bearer %s",
          "header2": "value1,value2",
          "host": "id.execute-api.us-east-1.amazonaws.com",
          "x-forwarded-for": "192.0.2.1",
          "x-forwarded-port": "443",
          "x-forwarded-proto": "https"
        },
        "queryStringParameters": %s,
        "requestContext": {
          "accountId": "123456789012",
          "apiId": "api-id",
          "domainName": "id.execute-api.us-east-1.amazonaws.com",
          "domainPrefix": "id",
          "http": {
            "method": "%s",
            "path": "%s",
            "protocol": "HTTP/1.1",
            "sourceIp": "192.0.2.1",
            "userAgent": "agent"
          },
          "requestId": "JKJaXmPLvHcESHA=",
          "routeKey": "$default",
          "stage": "$default",
          "time": "12/Mar/2020:19:03:58 +0000",
          "timeEpoch": 1583348638390
        },
        "body": %s,
        "pathParameters": {"proxy": "x"},
        "isBase64Encoded": %s,
        "stageVariables": {"stageVariable1": "value1"}
      }
      """;

  @Test
  void anEventWithABase64BodyBindsExactly() {
    String token = STACK.bean(io.granary.api.AccessTokens.class).issue(STACK.user(name()).id());
    String body = "{\"count\": 7, \"text\": \"é\"}";
    String encoded = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));

    JsonNode answer =
        answer(
            EVENT.formatted(
                "/api/make",
                "",
                body.length(),
                token,
                "null",
                "POST",
                "/api/make",
                "\"" + encoded + "\"",
                "true"));

    assertThat(answer.path("count").asInt()).isEqualTo(7);
  }

  @Test
  void anEventWithRepeatedValuesAndAnEncodedPathBindsExactly() {
    JsonNode answer =
        answer(
            EVENT.formatted(
                "/api/echo/my%20set%2Fpart",
                "l=1%2C5&l=2&x=%C3%BC",
                0,
                "",
                "{\"l\": \"1,5,2\", \"x\": \"ü\"}",
                "GET",
                "/api/echo/my%20set%2Fpart",
                "null",
                "false"));

    assertThat(answer.path("name").asText()).isEqualTo("my set/part");
    assertThat(answer.path("l").valueStream().map(JsonNode::asText).toList())
        .isEqualTo(List.of("1,5", "2"));
    assertThat(answer.path("x").asText()).isEqualTo("ü");
  }

  /** Takes an event through the serialization of the Lambda runtime. */
  private static JsonNode answer(String json) {
    APIGatewayV2HTTPEvent event =
        LambdaEventSerializers.serializerFor(
                APIGatewayV2HTTPEvent.class, GatewayContractTest.class.getClassLoader())
            .fromJson(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    APIGatewayV2HTTPResponse answer = STACK.gateway().handleRequest(event, new TestContext());
    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
    assertThat(answer.getHeaders()).containsEntry("X-Request-Id", "JKJaXmPLvHcESHA=");
    return Json.tree(answer.getBody());
  }

  private static String name() {
    return "u" + Long.toString(System.nanoTime(), 36);
  }
}
