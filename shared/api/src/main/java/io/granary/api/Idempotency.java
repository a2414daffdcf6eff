package io.granary.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Sha256;
import io.granary.json.Json;
import io.granary.storage.KeyValues;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a request that is sent again have one effect: the first of a key runs, the others get its
 * answer. What failed leaves no trace, so that it can be tried again; what died is forgotten once
 * its function cannot be running any more.
 */
@Singleton
final class Idempotency {
  /** What its keys in the table begin with. */
  static final String KEYS = "idempotency#";

  /** A header longer than this is no key. */
  private static final int MAX_KEY = 255;

  private static final Duration KEPT = Duration.ofHours(24);

  /** DynamoDB takes items of 400 KB; a longer answer is not kept, and its request may run again. */
  private static final int MAX_ANSWER = 300_000;

  private static final List<String> KEPT_HEADERS = List.of("Location", "ETag");
  private static final String RUNNING = "running";

  private final KeyValues table;
  private final InstantSource clock;

  Idempotency(KeyValues table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * A request with a key.
   *
   * @param record where its answer is kept
   * @param body hash of what it asks for: the resource in its path, and its body
   */
  record Keyed(String record, String body) {
    static Keyed of(String operation, Caller caller, String key, String path, byte[] body) {
      if (key.length() > MAX_KEY) {
        throw new GranaryException(
            Code.VALIDATION_FAILED,
            "Cannot take the Idempotency-Key: it has more than %d characters.".formatted(MAX_KEY));
      }
      String scope = "%s %s %s".formatted(caller.id(), operation, key);
      return new Keyed(KEYS + Sha256.hex(scope), Sha256.hex(path + " " + Sha256.hex(body)));
    }
  }

  /**
   * Begins a request.
   *
   * @param life how long its function can run
   * @return the answer to give instead of running it
   * @throws GranaryException IDEMPOTENCY_IN_PROGRESS or IDEMPOTENCY_KEY_REUSED
   */
  Optional<HttpResponse<?>> begin(Keyed request, Duration life) {
    Instant end = clock.instant().plus(life);
    if (table.create(request.record(), Map.of("state", RUNNING, "body", request.body()), end)) {
      return Optional.empty();
    }
    Optional<Map<String, String>> kept = table.find(request.record());
    if (kept.isEmpty()) {
      // It has failed or expired in between.
      return begin(request, life);
    }
    if (!request.body().equals(kept.get().get("body"))) {
      throw new GranaryException(
          Code.IDEMPOTENCY_KEY_REUSED,
          "Cannot take the request: its key was used with another body.");
    }
    if (RUNNING.equals(kept.get().get("state"))) {
      throw new GranaryException(
          Code.IDEMPOTENCY_IN_PROGRESS,
          "Cannot answer yet: the same request is still running.",
          Duration.ofSeconds(1));
    }
    return Optional.of(answer(kept.get()));
  }

  /** Ends a request that was begun. */
  void end(Keyed request, HttpResponse<?> response) {
    Object content = response.body();
    String body = PackedText.of(content == null ? "" : Json.write(content));
    if (response.code() >= HttpStatus.BAD_REQUEST.getCode() || body.length() > MAX_ANSWER) {
      table.delete(request.record());
      return;
    }
    Map<String, String> values = new HashMap<>();
    values.put("state", Integer.toString(response.code()));
    values.put("body", request.body());
    values.put("answer", body);
    for (String header : KEPT_HEADERS) {
      response.getHeaders().findFirst(header).ifPresent(value -> values.put(header, value));
    }
    table.put(request.record(), values, clock.instant().plus(KEPT));
  }

  private static HttpResponse<?> answer(Map<String, String> kept) {
    var response =
        HttpResponse.<JsonNode>status(
                HttpStatus.valueOf(Integer.parseInt(String.valueOf(kept.get("state")))))
            .header("Idempotent-Replayed", "true");
    for (String header : KEPT_HEADERS) {
      String value = kept.get(header);
      if (value != null) {
        response.header(header, value);
      }
    }
    String body = PackedText.read(kept.getOrDefault("answer", ""));
    return body.isEmpty() ? response : response.body(Json.tree(body));
  }
}
