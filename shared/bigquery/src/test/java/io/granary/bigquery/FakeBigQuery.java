package io.granary.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.granary.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * BigQuery's REST API as far as it is used here. It keeps jobs, knows no SQL, and answers what a
 * test has told it to.
 */
final class FakeBigQuery implements AutoCloseable {
  private final HttpServer server;
  private final List<Asked> asked = new ArrayList<>();
  private final Deque<Answer> next = new ArrayDeque<>();
  private final FakeJobs jobs = new FakeJobs();
  private final Map<String, Answer> things = new HashMap<>();
  private @Nullable Answer always;

  FakeBigQuery() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * A request.
   *
   * @param path after the version, decoded
   */
  record Asked(
      String method,
      String path,
      Map<String, String> query,
      Map<String, List<String>> headers,
      String text) {
    /** The body, where it is JSON. */
    JsonNode body() {
      return text.startsWith("{") ? Json.tree(text) : MissingNode.getInstance();
    }

    String line() {
      return method + " " + path;
    }
  }

  /**
   * An answer.
   *
   * @param isCut whether the connection ends instead, after what was asked for is done
   */
  record Answer(int status, String body, Map<String, String> headers, boolean isCut) {
    static Answer ok(String body) {
      return new Answer(200, body, Map.of(), false);
    }

    static Answer error(int status, String reason, String message) {
      return ok("").withError(status, reason, message);
    }

    static Answer cut() {
      return new Answer(200, "", Map.of(), true);
    }

    Answer withHeader(String name, String value) {
      return new Answer(status, body, Map.of(name, value), isCut);
    }

    private Answer withError(int code, String reason, String message) {
      String json =
          Json.write(
              Map.of(
                  "error",
                  Map.of(
                      "code",
                      code,
                      "message",
                      message,
                      "errors",
                      List.of(Map.of("reason", reason, "message", message, "domain", "global")))));
      return new Answer(code, json, headers, isCut);
    }
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  FakeJobs jobs() {
    return jobs;
  }

  /** What is answered next, instead of what is asked for, so many times. */
  void next(int times, Answer answer) {
    for (int i = 0; i < times; i++) {
      next.add(answer);
    }
  }

  void always(Answer answer) {
    always = answer;
  }

  /** What is answered at a path. */
  void at(String path, Answer answer) {
    things.put(path, answer);
  }

  synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  List<String> lines() {
    return asked().stream().map(Asked::line).toList();
  }

  Asked first(String start) {
    return asked().stream().filter(a -> a.line().startsWith(start)).findFirst().orElseThrow();
  }

  private synchronized void handle(HttpExchange exchange) {
    try (exchange) {
      Asked request = read(exchange);
      asked.add(request);
      Answer scripted = next.isEmpty() ? always : next.poll();
      if (scripted == null || scripted.isCut()) {
        Answer answer = things.getOrDefault(request.path(), jobs.answer(request));
        if (scripted == null) {
          write(exchange, answer);
        }
      } else {
        write(exchange, scripted);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Asked read(HttpExchange exchange) throws IOException {
    Map<String, String> query = new HashMap<>();
    String text = exchange.getRequestURI().getRawQuery();
    for (String part : text == null ? new String[0] : text.split("&")) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return new Asked(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath().replaceFirst("^/bigquery/v2", ""),
        query,
        Map.copyOf(exchange.getRequestHeaders()),
        body(exchange));
  }

  private static String body(HttpExchange exchange) throws IOException {
    boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream raw = exchange.getRequestBody();
        InputStream in = isPacked ? new GZIPInputStream(raw) : raw) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void write(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
