package io.granary.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.json.Json;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.servlet.http.ServletHttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the gateway sent, where the framework's own reading loses some of it. */
final class Requests {
  private Requests() {}

  /** The gateway event behind a request. */
  static APIGatewayV2HTTPEvent event(HttpRequest<?> request) {
    HttpRequest<?> inner = request;
    while (inner instanceof HttpRequestWrapper<?> wrapper) {
      inner = wrapper.getDelegate();
    }
    if (inner instanceof ServletHttpRequest<?, ?> servlet
        && servlet.getNativeRequest() instanceof APIGatewayV2HTTPEvent event) {
      return event;
    }
    throw new IllegalStateException("Cannot read the request: it is no gateway event");
  }

  /** The body's bytes; none is an empty array. */
  static byte[] body(APIGatewayV2HTTPEvent event) {
    String body = event.getBody();
    if (body == null) {
      return new byte[0];
    }
    return event.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  /** How many bytes the body has, without decoding it. */
  static long bodySize(APIGatewayV2HTTPEvent event) {
    String body = event.getBody();
    if (body == null) {
      return 0;
    }
    return event.getIsBase64Encoded() ? body.length() / 4 * 3L : body.length();
  }

  /** A request header by its lower-case name; empty when absent. */
  static String header(APIGatewayV2HTTPEvent event, String name) {
    Map<String, String> headers = event.getHeaders();
    String value = headers == null ? null : headers.get(name);
    return value == null ? "" : value.strip();
  }

  /** The query string as an object of texts; a name that is repeated becomes a list. */
  static ObjectNode parameters(APIGatewayV2HTTPEvent event) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    String query = event.getRawQueryString();
    if (query != null) {
      for (String pair : query.split("&")) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          String name = decode(equals < 0 ? pair : pair.substring(0, equals));
          String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
          values.computeIfAbsent(name, _ -> new java.util.ArrayList<>()).add(value);
        }
      }
    }
    ObjectNode node = Json.mapper().createObjectNode();
    values.forEach(
        (name, texts) -> {
          if (texts.size() == 1) {
            node.put(name, texts.getFirst());
          } else {
            texts.forEach(node.withArray("/" + name.replace("~", "~0").replace("/", "~1"))::add);
          }
        });
    return node;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
