package io.granary.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import io.granary.json.Json;
import java.lang.reflect.Type;
import java.util.Map;

/** JSON Schemas of the records that operations take and answer, each under its name once. */
final class Schemas {
  private static final String PLACE = "components/schemas";

  private final SchemaBuilder requests;
  private final SchemaBuilder responses;
  private final SchemaGenerator parameters;

  Schemas(Javadocs docs) {
    this.requests =
        new SchemaGenerator(SchemaRules.of(SchemaRules.Use.REQUEST, docs))
            .buildMultipleSchemaDefinitions();
    this.responses =
        new SchemaGenerator(SchemaRules.of(SchemaRules.Use.RESPONSE, docs))
            .buildMultipleSchemaDefinitions();
    this.parameters = new SchemaGenerator(SchemaRules.of(SchemaRules.Use.PARAMETERS, docs));
  }

  /** A reference to the schema of a body; it is filled in by {@link #definitions}. */
  ObjectNode request(Class<?> type) {
    return requests.createSchemaReference(type);
  }

  /** A reference to the schema of an answer; it is filled in by {@link #definitions}. */
  ObjectNode response(Type type) {
    return responses.createSchemaReference(type);
  }

  /** The schema of a record of parameters, by itself. */
  ObjectNode parameters(Class<?> type) {
    ObjectNode schema = parameters.generateSchema(type);
    Simplification.of(schema);
    return schema;
  }

  /** Whether a record has fields that must be there. */
  boolean hasRequired(Class<?> type) {
    return parameters(type).has("required");
  }

  /**
   * Everything that the references lead to.
   *
   * @throws IllegalStateException when a body and an answer have the same name and differ
   */
  ObjectNode definitions() {
    ObjectNode all = Json.mapper().createObjectNode();
    all.setAll(requests.collectDefinitions(PLACE));
    for (Map.Entry<String, JsonNode> each : responses.collectDefinitions(PLACE).properties()) {
      JsonNode before = all.get(each.getKey());
      if (before != null && !before.equals(each.getValue())) {
        throw new IllegalStateException(
            "Cannot name a body and an answer apart; rename one of them: " + each.getKey());
      }
      all.set(each.getKey(), each.getValue());
    }
    all.forEach(definition -> Simplification.of((ObjectNode) definition));
    return all;
  }
}
