package io.granary.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.GatewayFunction;
import io.granary.api.Operation;
import io.granary.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls operations with gateway events, as one caller. An answer that the operation does not
 * promise is an {@link AssertionError}.
 */
public final class ApiClient {
  private static final Promises PROMISES = new Promises(Operation.all());

  private final GatewayFunction gateway;
  private final @Nullable String token;

  public ApiClient(GatewayFunction gateway, @Nullable String token) {
    this.gateway = gateway;
    this.token = token;
  }

  /**
   * What came back.
   *
   * @param headers by names in lower case
   */
  public record Answer(int status, Map<String, String> headers, String body) {
    /** The body read as JSON. */
    public JsonNode json() {
      return Json.tree(body);
    }

    /** The code of a problem; empty when there is none. */
    public String code() {
      return status < 400 ? "" : json().path("code").asText();
    }

    /** The bytes behind the link that the answer leads to. */
    public byte[] linked() {
      try (InputStream in = URI.create(headers.get("location")).toURL().openStream()) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the link", e);
      }
    }
  }

  public Answer get(String target) {
    return send("GET", target, Map.of(), null);
  }

  /** Sends a body as JSON; a text is sent as it is. */
  public Answer post(String target, Object body) {
    String json = body instanceof String text ? text : Json.write(body);
    return send(
        "POST",
        target,
        Map.of("Content-Type", "application/json"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces a resource; a text is sent as it is. */
  public Answer put(String target, Object body) {
    return put(target, body, Map.of());
  }

  public Answer put(String target, Object body, Map<String, String> headers) {
    String json = body instanceof String text ? text : Json.write(body);
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    return send("PUT", target, all, json.getBytes(StandardCharsets.UTF_8));
  }

  public Answer delete(String target) {
    return send("DELETE", target, Map.of(), null);
  }

  public Answer send(
      String method, String target, Map<String, String> headers, byte @Nullable [] body) {
    Map<String, String> all = new HashMap<>(headers);
    if (token != null) {
      all.put("Authorization", "Bearer " + token);
    }
    APIGatewayV2HTTPResponse response =
        gateway.handleRequest(GatewayEvents.of(method, target, all, body), new TestContext());
    Map<String, String> received = new HashMap<>();
    response
        .getHeaders()
        .forEach((name, value) -> received.put(name.toLowerCase(Locale.ROOT), value));
    var answer =
        new Answer(
            response.getStatusCode(),
            received,
            response.getBody() == null ? "" : response.getBody());
    PROMISES.check(method, target, answer);
    return answer;
  }
}
