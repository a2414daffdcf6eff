package io.granary.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Operation;
import io.granary.api.Operation.Success;
import io.granary.domain.Code;
import io.granary.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The headers of answers, described once. */
final class Headers {
  private record Header(String name, String example, String meaning) {}

  private static final List<Header> ALL =
      List.of(
          new Header(
              "X-Request-Id",
              "0198c5a2-9b70-7d15-8e02-6a4f3c1d2b90",
              "The request's id, as in logs, errors and audit entries."),
          new Header(
              "Location", "/api/datasets/0198c5a2-7d3e-7c41-9a56-2f1b8e4d6c70", "Where to go on."),
          new Header(
              "ETag",
              "\"3\"",
              "Changes with the answer; where a resource has revisions, for If-Match."),
          new Header("Cache-Control", "private, max-age=600", "How long the link may be kept."),
          new Header("Retry-After", "30", "After how many seconds to try again."),
          new Header(
              "Idempotent-Replayed",
              "true",
              "There when the answer is that of an earlier request."));

  private Headers() {}

  /** Those of an answer when all goes well. */
  static List<String> onSuccess(Operation operation, Success success) {
    List<String> names = new ArrayList<>(List.of("X-Request-Id"));
    if (success.status() == 201 || success.status() == 302) {
      names.add("Location");
    }
    if (operation.takesIdempotencyKey()) {
      names.add("Idempotent-Replayed");
    }
    if (operation.route().method().equals("GET") && success.status() / 100 != 3) {
      names.add("ETag");
    }
    success.headers().stream().filter(name -> !names.contains(name)).forEach(names::add);
    return names;
  }

  /** Those of a refusal. */
  static List<String> onRefusal(List<Code> codes) {
    return codes.stream().anyMatch(c -> c.status() == 429 || c == Code.IDEMPOTENCY_IN_PROGRESS)
        ? List.of("X-Request-Id", "Retry-After")
        : List.of("X-Request-Id");
  }

  /** References to headers by their names. */
  static ObjectNode of(List<String> names) {
    ObjectNode headers = Json.mapper().createObjectNode();
    for (String name : names) {
      if (ALL.stream().noneMatch(header -> header.name().equals(name))) {
        throw new IllegalStateException("Cannot describe the header %s: add it".formatted(name));
      }
      headers.putObject(name).put("$ref", "#/components/headers/" + name);
    }
    return headers;
  }

  static ObjectNode definitions() {
    ObjectNode headers = Json.mapper().createObjectNode();
    for (Header header : ALL) {
      ObjectNode node = headers.putObject(header.name()).put("description", header.meaning());
      node.putObject("schema").put("type", "string");
      node.put("example", header.example());
    }
    return headers;
  }
}
