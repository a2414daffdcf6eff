package io.granary.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.granary.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for CloudFormation: asks for a custom resource and takes the answers. */
final class CloudFormation implements AutoCloseable {
  private final HttpServer server;
  private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();

  private CloudFormation(HttpServer server) {
    this.server = server;
  }

  static CloudFormation start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var started = new CloudFormation(server);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean isRefused = started.refusals.getAndDecrement() > 0;
          boolean isGood =
              exchange.getRequestMethod().equals("PUT")
                  && !exchange.getRequestHeaders().containsKey("Content-Type")
                  && body.length() <= 4096;
          if (!isRefused && isGood) {
            started.answers.add(Json.tree(body));
          }
          exchange.sendResponseHeaders(isRefused ? 503 : isGood ? 200 : 403, -1);
          exchange.close();
        });
    server.start();
    return started;
  }

  /** A request as CloudFormation sends it. */
  Map<String, Object> request(String type) {
    Map<String, Object> request = new HashMap<>();
    request.put("RequestType", type);
    request.put(
        "ResponseURL",
        "http://127.0.0.1:%d/answer?Signature=a%%2Bb".formatted(server.getAddress().getPort()));
    request.put("StackId", "arn:aws:cloudformation:us-east-1:000000000000:stack/granary/1");
    request.put("RequestId", "request-1");
    request.put("ResourceType", "Custom::Setup");
    request.put("LogicalResourceId", "Setup");
    request.put("ResourceProperties", Map.of("Version", "1"));
    return request;
  }

  void refuseNext(int answers) {
    refusals.set(answers);
  }

  List<JsonNode> answers() {
    return answers;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
