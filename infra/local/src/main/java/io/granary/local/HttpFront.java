package io.granary.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.granary.api.GatewayFunction;
import io.granary.domain.Code;
import io.granary.json.Json;
import io.granary.testing.GatewayEvents;
import io.granary.testing.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** Turns HTTP into the events of API Gateway, and refuses what it would. */
public final class HttpFront implements AutoCloseable {
  /** An event must fit into 6,291,456 bytes after base64; what is left is for its headers. */
  private static final int MAX_BODY = 4_600_000;

  private final HttpServer server;
  private final GatewayFunction gateway;

  private HttpFront(HttpServer server, GatewayFunction gateway) {
    this.server = server;
    this.gateway = gateway;
  }

  /** Listens on a port of this machine alone; 0 is any. */
  public static HttpFront start(int port, GatewayFunction gateway) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(address, 128);
    var front = new HttpFront(server, gateway);
    server.createContext("/", front::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return front;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        tooLarge(exchange);
        return;
      }
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name, String.join(",", values)));
      String target = exchange.getRequestURI().getRawPath();
      String query = exchange.getRequestURI().getRawQuery();
      APIGatewayV2HTTPResponse response =
          gateway.handleRequest(
              GatewayEvents.of(
                  exchange.getRequestMethod(),
                  query == null ? target : target + "?" + query,
                  headers,
                  body.length == 0 ? null : body),
              new TestContext());
      answer(exchange, response);
    }
  }

  private static void answer(HttpExchange exchange, APIGatewayV2HTTPResponse response)
      throws IOException {
    response.getHeaders().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    String text = response.getBody() == null ? "" : response.getBody();
    byte[] body =
        response.getIsBase64Encoded()
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().remove("Content-Length");
    boolean isEmpty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(response.getStatusCode(), isEmpty ? -1 : body.length);
    if (!isEmpty) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void tooLarge(HttpExchange exchange) throws IOException {
    Code code = Code.PAYLOAD_TOO_LARGE;
    byte[] problem =
        Json.write(
                Map.of(
                    "type", "about:blank",
                    "title", code.sentence(),
                    "status", code.status(),
                    "detail",
                        "Cannot take a body of more than %d bytes. Send larger files to S3: drop them, or POST /api/uploads."
                            .formatted(MAX_BODY),
                    "code", code.name(),
                    "errors", List.of()))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    exchange.sendResponseHeaders(code.status(), problem.length);
    exchange.getResponseBody().write(problem);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
