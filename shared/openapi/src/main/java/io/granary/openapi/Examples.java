package io.granary.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.json.Json;
import java.util.Map;
import java.util.Optional;

/** Makes an example for a schema, with the values that {@link Words} has for its fields. */
final class Examples {
  private static final int MAX_DEPTH = 12;
  private static final String REFERENCE = "#/components/schemas/";

  private final JsonNode definitions;
  private final Words words;

  Examples(JsonNode definitions, Words words) {
    this.definitions = definitions;
    this.words = words;
  }

  JsonNode of(JsonNode schema) {
    return make(schema, "", "", 0);
  }

  /** An example of a field or parameter. */
  JsonNode of(JsonNode schema, String owner, String field) {
    return make(schema, owner, field, 0);
  }

  private JsonNode make(JsonNode schema, String owner, String field, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalStateException("Cannot make an example: %s is endless".formatted(owner));
    }
    if (schema.has("allOf")) {
      // What the type says and what the field says of it; the first has the type.
      return make(schema.path("allOf").get(0), owner, field, depth + 1);
    }
    Optional<JsonNode> known = words.example(owner, field).filter(value -> fits(value, schema));
    if (known.isPresent()) {
      return known.get();
    }
    if (schema.has("$ref")) {
      String name = schema.path("$ref").asText().substring(REFERENCE.length());
      return make(definitions.path(name), name, "", depth + 1);
    }
    for (JsonNode choice : schema.path("anyOf")) {
      if (!choice.path("type").asText().equals("null")) {
        return make(choice, owner, field, depth + 1);
      }
    }
    if (schema.has("enum")) {
      return schema.path("enum").get(0);
    }
    ObjectNode object = Json.mapper().createObjectNode();
    return switch (type(schema)) {
      case "object" -> object(schema, owner, depth);
      case "array" -> list(schema, owner, field, depth);
      case "integer" -> Json.tree(schema.path("minimum").asText("1"));
      case "number" -> Json.tree("0.5");
      case "boolean" -> Json.tree("true");
      case "string" -> Json.mapper().getNodeFactory().textNode(text(schema));
      default -> object;
    };
  }

  private ObjectNode object(JsonNode schema, String owner, int depth) {
    ObjectNode object = Json.mapper().createObjectNode();
    for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
      object.set(each.getKey(), make(each.getValue(), owner, each.getKey(), depth + 1));
    }
    JsonNode more = schema.path("additionalProperties");
    if (more.isObject() && !more.isEmpty()) {
      object.set("name", make(more, owner, "", depth + 1));
    }
    return object;
  }

  private JsonNode list(JsonNode schema, String owner, String field, int depth) {
    return Json.mapper().createArrayNode().add(make(schema.path("items"), owner, field, depth + 1));
  }

  private static String text(JsonNode schema) {
    return switch (schema.path("format").asText()) {
      case "uuid" -> "0198c5a2-7d3e-7c41-9a56-2f1b8e4d6c70";
      case "date" -> "2026-01-15";
      case "date-time" -> "2026-01-15T09:30:00Z";
      case "email" -> "ada@example.com";
      default -> "text";
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(0).asText() : type.asText();
  }

  private static boolean fits(JsonNode value, JsonNode schema) {
    if (value.isNull()) {
      return schema.at("/anyOf/0/type").asText().equals("null")
          || schema.path("type").valueStream().anyMatch(type -> type.asText().equals("null"));
    }
    return switch (type(schema)) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "string" -> value.isTextual() && isChoice(value, schema);
      default -> schema.isEmpty() || schema.properties().size() == 1 && schema.has("description");
    };
  }

  private static boolean isChoice(JsonNode value, JsonNode schema) {
    return !schema.has("enum") || schema.path("enum").valueStream().anyMatch(value::equals);
  }
}
