package io.granary.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Operation;
import io.granary.json.Json;
import java.util.Map;

/** What an operation takes besides its body: in the path, the query and the headers. */
final class ParameterPart {
  private final Schemas schemas;
  private final Words words;

  ParameterPart(Schemas schemas, Words words) {
    this.schemas = schemas;
    this.words = words;
  }

  /** A variable of the path as callers see it. */
  static String variable(String name) {
    return SnakeCaseStrategy.INSTANCE.translate(name);
  }

  ArrayNode of(Operation operation) {
    ArrayNode all = Json.mapper().createArrayNode();
    for (String variable : operation.route().variables()) {
      String name = variable(variable);
      ObjectNode schema = Json.mapper().createObjectNode().put("type", "string");
      if (name.endsWith("_id")) {
        schema.put("format", "uuid");
      }
      add(all, "path", name, true, schema);
    }
    operation.parameters().ifPresent(type -> addQuery(all, schemas.parameters(type)));
    if (operation.takesIfMatch()) {
      add(all, "header", "If-Match", false, text());
    }
    if (operation.takesIdempotencyKey()) {
      add(all, "header", "Idempotency-Key", false, text().put("maxLength", 255));
    }
    return all;
  }

  private void addQuery(ArrayNode all, ObjectNode record) {
    for (Map.Entry<String, JsonNode> each : record.path("properties").properties()) {
      boolean isRequired =
          record.path("required").valueStream().anyMatch(n -> n.asText().equals(each.getKey()));
      add(all, "query", each.getKey(), isRequired, each.getValue().deepCopy());
    }
  }

  private void add(ArrayNode all, String in, String name, boolean isRequired, ObjectNode schema) {
    ObjectNode parameter =
        all.addObject().put("name", name).put("in", in).put("required", isRequired);
    JsonNode description = schema.remove("description");
    if (description != null) {
      parameter.set("description", description);
    } else {
      words.meaning(in, name).ifPresent(text -> parameter.put("description", text));
    }
    parameter.set("schema", schema);
    parameter.set(
        "example", new Examples(Json.mapper().createObjectNode(), words).of(schema, in, name));
  }

  private static ObjectNode text() {
    return Json.mapper().createObjectNode().put("type", "string");
  }
}
