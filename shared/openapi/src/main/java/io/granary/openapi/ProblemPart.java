package io.granary.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Operation;
import io.granary.api.Problem;
import io.granary.domain.Code;
import io.granary.domain.GranaryException.Violation;
import io.granary.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The refusals of operations, with an example for each code. */
final class ProblemPart {
  private static final String REQUEST_ID = "0198c5a2-9b70-7d15-8e02-6a4f3c1d2b90";

  private final ObjectNode schema;
  private final ObjectNode all = Json.mapper().createObjectNode();
  private final Set<Code> used = new TreeSet<>();

  /**
   * @param schema reference to the schema of a problem
   */
  ProblemPart(ObjectNode schema) {
    this.schema = schema;
  }

  /** Adds the refusals of an operation to its answers, one for each status. */
  void addTo(ObjectNode responses, Operation operation) {
    Map<Integer, List<Code>> byStatus = new TreeMap<>();
    for (Code code : operation.refuses()) {
      byStatus.computeIfAbsent(code.status(), _ -> new ArrayList<>()).add(code);
    }
    byStatus.forEach((status, codes) -> responses.set(status.toString(), reference(codes)));
    used.addAll(operation.refuses());
  }

  /** Many operations refuse alike: an answer stands once, under the names of its codes. */
  private ObjectNode reference(List<Code> codes) {
    String name = String.join(".", codes.stream().map(Code::name).toList());
    if (!all.has(name)) {
      all.set(name, response(codes));
    }
    return Json.mapper().createObjectNode().put("$ref", "#/components/responses/" + name);
  }

  /** Every answer that an operation refers to. */
  ObjectNode responses() {
    return all;
  }

  private ObjectNode response(List<Code> codes) {
    ObjectNode response = Json.mapper().createObjectNode();
    response.put(
        "description",
        String.join(
            "\n",
            codes.stream().map(c -> "- `%s`: %s".formatted(c.name(), c.sentence())).toList()));
    response.set("headers", Headers.of(Headers.onRefusal(codes)));
    ObjectNode content = response.putObject("content").putObject(Problem.MEDIA_TYPE);
    content.set("schema", schema);
    ObjectNode examples = content.putObject("examples");
    for (Code code : codes) {
      examples.putObject(code.name()).put("$ref", "#/components/examples/" + code.name());
    }
    return response;
  }

  /** An example for each code that any operation refuses with. */
  ObjectNode examples() {
    ObjectNode examples = Json.mapper().createObjectNode();
    for (Code code : used) {
      ObjectNode example = examples.putObject(code.name()).put("summary", code.sentence());
      example.set("value", Json.mapper().valueToTree(problem(code)));
    }
    return examples;
  }

  private static String decapitalized(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private static Problem problem(Code code) {
    List<Violation> violations =
        switch (code) {
          case VALIDATION_FAILED -> List.of(new Violation("/name", "must not be null"));
          case UNKNOWN_FIELD -> List.of(new Violation("/colour", "is no field of this request"));
          case READ_ONLY_FIELD -> List.of(new Violation("/created_at", "cannot be changed"));
          default -> List.of();
        };
    return new Problem(
        "about:blank",
        code.sentence(),
        code.status(),
        "Cannot do this: " + decapitalized(code.sentence()),
        "/api/datasets",
        code,
        REQUEST_ID,
        violations);
  }
}
