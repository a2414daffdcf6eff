package io.granary.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Operation;
import java.util.List;
import java.util.Map;

/** Adds what can be said only once all schemas are known: meanings, open bodies, examples. */
final class Completion {
  private Completion() {}

  static void complete(ObjectNode document, List<Operation> operations, Words words) {
    JsonNode schemas = document.at("/components/schemas");
    for (Operation operation : operations) {
      if (operation.takesMoreFields()) {
        operation
            .body()
            .ifPresent(
                type ->
                    ((ObjectNode) schemas.path(Names.name(type))).remove("additionalProperties"));
      }
    }
    for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
      describe(schema.getKey(), schema.getValue(), words);
    }
    var examples = new Examples(schemas, words);
    for (JsonNode content : document.path("paths").findValues("content")) {
      for (JsonNode media : content) {
        if (!media.has("examples")) {
          ((ObjectNode) media).set("example", examples.of(media.path("schema")));
        }
      }
    }
  }

  private static void describe(String name, JsonNode schema, Words words) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      if (!field.getValue().has("description")) {
        words
            .meaning(name, field.getKey())
            .ifPresent(text -> ((ObjectNode) field.getValue()).put("description", text));
      }
    }
  }
}
