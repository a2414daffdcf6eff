package io.granary.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes of generated schemas what people would write, so that generators of clients take them. */
final class Simplification {
  private Simplification() {}

  /** Changes the schema of a record. */
  static void of(ObjectNode schema) {
    JsonNode parts = schema.remove("allOf");
    if (parts != null) {
      unwrap(schema, parts);
    }
    for (JsonNode field : schema.path("properties")) {
      if (field.path("type").isArray() && field.path("enum") instanceof ArrayNode choices) {
        // One that may be null has null among its values.
        choices.addNull();
      }
    }
  }

  /** The fields of what is unwrapped come first, as the mapper writes them. */
  private static void unwrap(ObjectNode schema, JsonNode parts) {
    JsonNode own = schema.remove("properties");
    JsonNode ownRequired = schema.remove("required");
    ObjectNode properties = schema.putObject("properties");
    Set<JsonNode> required = new LinkedHashSet<>();
    for (JsonNode part : parts) {
      properties.setAll((ObjectNode) part.path("properties"));
      part.path("required").forEach(required::add);
    }
    properties.setAll((ObjectNode) own);
    ownRequired.forEach(required::add);
    schema.putArray("required").addAll(required);
  }
}
