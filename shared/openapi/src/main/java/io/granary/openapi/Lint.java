package io.granary.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a description must have besides being well-formed OpenAPI. */
final class Lint {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final ObjectNode document;
  private final List<String> faults = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private Lint(ObjectNode document) {
    this.document = document;
  }

  /** Everything that is missing; empty when nothing is. */
  static List<String> faults(ObjectNode document) {
    var lint = new Lint(document);
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        lint.operation(method.getKey() + " " + path.getKey(), method.getKey(), method.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> schema : document.at("/components/schemas").properties()) {
      lint.schema(schema.getKey(), schema.getValue());
    }
    lint.references();
    return lint.faults;
  }

  private void operation(String where, String method, JsonNode operation) {
    String name = operation.path("operationId").asText();
    expect(METHODS.contains(method), where + ": is no method");
    expect(names.add(name), where + ": another operation is called " + name);
    expect(!operation.path("summary").asText().isEmpty(), where + ": has no class comment");
    expect(operation.path("tags").size() == 1, where + ": has no tag");
    expect(!operation.path("responses").isEmpty(), where + ": has no answers");
    for (JsonNode parameter : operation.path("parameters")) {
      expect(
          parameter.has("description"),
          "%s: parameter %s has no meaning; give it a @param or a line in words.yml"
              .formatted(where, parameter.path("name").asText()));
    }
    for (JsonNode content : operation.findValues("content")) {
      for (JsonNode media : content) {
        expect(media.has("example") || media.has("examples"), where + ": a body has no example");
      }
    }
  }

  private void schema(String name, JsonNode schema) {
    expect(schema.has("description"), name + ": the record has no comment");
    fields(name, schema);
  }

  private void fields(String name, JsonNode schema) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      expect(
          isEvident(field.getKey(), field.getValue()),
          "%s.%s: has no meaning; give it a @param or a line in words.yml"
              .formatted(name, field.getKey()));
    }
  }

  /** A reference is described by its schema; counts, times and ids by their names. */
  private static boolean isEvident(String name, JsonNode field) {
    return field.has("description")
        || field.has("$ref")
        || field.has("anyOf")
        || field.path("items").has("$ref")
        || name.matches("id|name|.*_(id|at|count|url|number|days|name)");
  }

  private void references() {
    for (String reference : document.findValuesAsText("$ref")) {
      expect(
          reference.startsWith("#/") && !document.at(pointer(reference)).isMissingNode(),
          reference + ": leads nowhere");
    }
  }

  private static JsonPointer pointer(String reference) {
    return JsonPointer.compile(reference.substring(1));
  }

  private void expect(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }
}
