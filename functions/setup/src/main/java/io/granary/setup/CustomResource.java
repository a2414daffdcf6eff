package io.granary.setup;

import io.granary.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request of CloudFormation, which waits for the answer under a link (CloudFormation user guide,
 * "Custom resource request objects" and "response objects").
 *
 * @param requestType Create, Update or Delete
 * @param responseUrl where the answer is put
 * @param resourceId what CloudFormation calls the resource since it was made; null before
 */
record CustomResource(
    String requestType,
    URI responseUrl,
    String stackId,
    String requestId,
    String logicalId,
    @Nullable String resourceId) {
  /** A resource that is called otherwise after an update is deleted under its old name. */
  private static final String RESOURCE_ID = "granary-setup";

  /** An answer may have 4096 bytes, the longest names among them. */
  private static final int MAX_REASON = 1000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TRIES = 3;

  static CustomResource of(Map<String, Object> event) {
    return new CustomResource(
        text(event, "RequestType"),
        URI.create(text(event, "ResponseURL")),
        text(event, "StackId"),
        text(event, "RequestId"),
        text(event, "LogicalResourceId"),
        event.get("PhysicalResourceId") instanceof String id ? id : null);
  }

  private static String text(Map<String, Object> event, String name) {
    if (event.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("Cannot read the request: it has no " + name);
  }

  void succeed() {
    answer("SUCCESS", "");
  }

  /** Says why it was not done, in the words of a failure and its causes. */
  void fail(Throwable failure) {
    String reason =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .map(cause -> "%s (%s)".formatted(cause.getClass().getSimpleName(), message(cause)))
            .collect(Collectors.joining(": "))
            .replaceAll("[^ -~]", "?");
    answer("FAILED", reason.substring(0, Math.min(MAX_REASON, reason.length())));
  }

  /** Without the statement that a failed migration ends with, which may have what is secret. */
  private static String message(Throwable cause) {
    return String.valueOf(cause.getMessage())
        .lines()
        .takeWhile(line -> !line.startsWith("Statement"))
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }

  private void answer(String status, String reason) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("Status", status);
    answer.put("Reason", reason);
    answer.put("PhysicalResourceId", resourceId == null ? RESOURCE_ID : resourceId);
    answer.put("StackId", stackId);
    answer.put("RequestId", requestId);
    answer.put("LogicalResourceId", logicalId);
    // The link is signed for a request without content type.
    HttpRequest request =
        HttpRequest.newBuilder(responseUrl)
            .timeout(PATIENCE)
            .PUT(HttpRequest.BodyPublishers.ofString(Json.write(answer)))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      String said = "";
      for (int tried = 0; tried < TRIES; tried++) {
        said = put(client, request);
        if (said.equals("200")) {
          return;
        }
      }
      throw new IllegalStateException("Cannot answer CloudFormation: " + said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot answer CloudFormation: interrupted", e);
    }
  }

  /** The status, or what went wrong with the connection. */
  private static String put(HttpClient client, HttpRequest request) throws InterruptedException {
    try {
      return Integer.toString(
          client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      return e.toString();
    }
  }
}
