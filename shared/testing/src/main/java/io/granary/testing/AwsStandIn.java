package io.granary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.granary.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/** Speaks the JSON protocol of AWS for a service that cannot run here. */
final class AwsStandIn implements AutoCloseable {
  private final HttpServer server;

  private AwsStandIn(HttpServer server) {
    this.server = server;
  }

  /** What a call is answered with. */
  record Reply(int status, Object body) {
    static Reply good(Object body) {
      return new Reply(200, body);
    }

    /** An error that the caller does not try again. */
    static Reply error(String type) {
      return new Reply(400, Map.of("__type", type, "message", type));
    }
  }

  /**
   * Starts it.
   *
   * @param answer takes the name of an action and its arguments
   */
  static AwsStandIn start(BiFunction<String, JsonNode, Reply> answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, answer));
    server.start();
    return new AwsStandIn(server);
  }

  private static void answer(HttpExchange exchange, BiFunction<String, JsonNode, Reply> answer)
      throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    JsonNode asked =
        Json.tree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Reply reply = answer.apply(target.substring(target.indexOf('.') + 1), asked);
    byte[] body = Json.write(reply.body()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
