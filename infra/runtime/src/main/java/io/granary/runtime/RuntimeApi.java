package io.granary.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API (version 2018-06-01) for one function: events that are put in here are
 * fetched by its runtime, which hands back what they were answered with.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime/";
  private static final String INVOCATION = VERSION + "invocation/";
  private static final Duration DEADLINE = Duration.ofMinutes(15);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> all = new ConcurrentHashMap<>();
  private final CompletableFuture<Long> ready = new CompletableFuture<>();
  private final CompletableFuture<String> broken = new CompletableFuture<>();
  private final CompletableFuture<Long> copied = new CompletableFuture<>();
  private final CompletableFuture<Void> restored = new CompletableFuture<>();

  private record Invocation(String id, String event, CompletableFuture<Outcome> outcome) {}

  /**
   * What became of an event.
   *
   * @param body what was returned, or the error as the runtime tells it
   * @param nanos when it arrived here, as {@link System#nanoTime} counts
   */
  public record Outcome(boolean isError, String body, long nanos) {}

  private RuntimeApi(HttpServer server) {
    this.server = server;
  }

  /** Listens on a free port of this machine alone. */
  public static RuntimeApi start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var api = new RuntimeApi(HttpServer.create(address, 16));
    api.server.createContext(VERSION, api::handle);
    api.server.setExecutor(api.threads);
    api.server.start();
    return api;
  }

  /** What {@code AWS_LAMBDA_RUNTIME_API} says: host and port. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Gives an event to the function; one that cannot start any more fails it. */
  public CompletableFuture<Outcome> invoke(String event) {
    var invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    all.put(invocation.id(), invocation);
    waiting.add(invocation);
    if (broken.isDone()) {
      abandon(broken.join());
    }
    return invocation.outcome();
  }

  /** When the runtime has asked for its first event, which is when its start is over. */
  public CompletableFuture<Long> ready() {
    return ready;
  }

  /** When a process that starts from a snapshot could be copied: it waits to be restored. */
  public CompletableFuture<Long> copied() {
    return copied;
  }

  /** Lets a process go on as one of the copies. */
  public void restore() {
    restored.complete(null);
  }

  /** Why the function could not start; completes only if it could not. */
  public CompletableFuture<String> broken() {
    return broken;
  }

  /** Fails everything that waits or is under way; nothing will answer it. */
  void abandon(String why) {
    broken.complete(why);
    copied.completeExceptionally(new IllegalStateException(why));
    for (Invocation invocation : all.values()) {
      invocation.outcome().complete(new Outcome(true, why, System.nanoTime()));
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.equals(INVOCATION + "next")) {
        ready.complete(now);
        next(exchange);
      } else if (path.equals(VERSION + "restore/next")) {
        copied.complete(now);
        restored.join();
        exchange.sendResponseHeaders(200, -1);
      } else if (path.equals(VERSION + "init/error") || path.equals(VERSION + "restore/error")) {
        abandon(body);
        exchange.sendResponseHeaders(202, -1);
      } else {
        answered(path, body, now);
        exchange.sendResponseHeaders(202, -1);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    Invocation invocation = waiting.take();
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(System.currentTimeMillis() + DEADLINE.toMillis()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:local");
    byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private void answered(String path, String body, long now) {
    String[] parts = path.substring(INVOCATION.length()).split("/", 2);
    Invocation invocation = all.remove(parts[0]);
    if (invocation == null || parts.length != 2) {
      throw new IllegalArgumentException("Cannot take an answer to " + path);
    }
    invocation.outcome().complete(new Outcome(parts[1].equals("error"), body, now));
  }

  @Override
  public void close() {
    restore();
    server.stop(0);
    threads.shutdownNow();
    abandon("The Runtime API was closed");
  }
}
