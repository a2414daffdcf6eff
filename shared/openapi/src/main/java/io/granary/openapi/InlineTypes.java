package io.granary.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import io.granary.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types that are written where they are used: enumerations, maps, free JSON and bytes. */
final class InlineTypes implements CustomDefinitionProviderV2 {
  @Override
  public @Nullable CustomDefinition provideCustomSchemaDefinition(
      ResolvedType type, SchemaGenerationContext context) {
    ObjectNode schema = schema(type, context);
    return schema == null
        ? null
        : new CustomDefinition(
            schema,
            CustomDefinition.DefinitionType.INLINE,
            CustomDefinition.AttributeInclusion.YES);
  }

  private static @Nullable ObjectNode schema(ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    ObjectNode schema = Json.mapper().createObjectNode();
    if (erased.isEnum()) {
      schema.put("type", "string");
      for (Object constant : erased.getEnumConstants()) {
        schema.withArray("/enum").add(Json.mapper().<JsonNode>valueToTree(constant));
      }
      return schema;
    }
    if (Map.class.isAssignableFrom(erased)) {
      ResolvedType value = context.getTypeContext().getTypeParameterFor(type, Map.class, 1);
      schema.put("type", "object");
      return schema.set("additionalProperties", context.createDefinitionReference(value));
    }
    if (erased == ObjectNode.class) {
      return schema.put("type", "object").put("additionalProperties", true);
    }
    if (erased == JsonNode.class) {
      return schema;
    }
    return erased == byte[].class ? schema.put("type", "string").put("format", "binary") : null;
  }
}
