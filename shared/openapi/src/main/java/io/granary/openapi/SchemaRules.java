package io.granary.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import io.granary.json.Json;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How records become JSON Schemas: as the mapper writes them and the validator reads them. */
final class SchemaRules {
  /** What a schema is for: an absent field is another thing in each. */
  enum Use {
    /** What is not marked as needed may be left out; what is not known is refused. */
    REQUEST,
    /** As a body, but nothing is ever null. */
    PARAMETERS,
    /** Every field is there, unless it says that it is left out when it is null. */
    RESPONSE
  }

  private SchemaRules() {}

  static SchemaGeneratorConfig of(Use use, Javadocs docs) {
    var builder =
        new SchemaGeneratorConfigBuilder(
                Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.INLINE_NULLABLE_SCHEMAS,
                Option.EXTRA_OPEN_API_FORMAT_VALUES,
                Option.PLAIN_DEFINITION_KEYS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    if (use == Use.REQUEST) {
      builder.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
    }
    builder
        .forTypesInGeneral()
        .withDefinitionNamingStrategy(new Names(use))
        .withPropertySorter((_, _) -> 0)
        .withCustomDefinitionProvider(new InlineTypes())
        .withDescriptionResolver(
            scope -> docs.of(erased(scope.getType())).map(Javadocs.Comment::whole).orElse(null));
    builder
        .forFields()
        .withPropertyNameOverrideResolver(SchemaRules::name)
        .withTargetTypeOverridesResolver(
            field ->
                field.getAnnotation(JsonRawValue.class) == null
                    ? null
                    : List.of(field.getContext().resolve(ObjectNode.class)))
        .withDescriptionResolver(
            field ->
                field.isFakeContainerItemScope()
                    ? null
                    : docs.of(erased(field.getDeclaringType()), field.getDeclaredName())
                        .orElse(null))
        .withNullableCheck(field -> use != Use.PARAMETERS && isNullable(field))
        .withRequiredCheck(field -> isRequired(field, use))
        .withEnumResolver(SchemaRules::choices)
        .withStringPatternResolver(SchemaRules::pattern);
    builder.with(new JacksonModule()).with(new JakartaValidationModule());
    return builder.build();
  }

  private static Class<?> erased(ResolvedType type) {
    return type.getErasedType();
  }

  private static String name(FieldScope field) {
    JsonProperty given = field.getAnnotation(JsonProperty.class);
    return given == null
        ? SnakeCaseStrategy.INSTANCE.translate(field.getDeclaredName())
        : given.value();
  }

  /** A field that may hold any JSON may hold null without saying so. */
  private static boolean isNullable(FieldScope field) {
    return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class)
        && field.getRawMember().getType() != JsonNode.class;
  }

  private static boolean isRequired(FieldScope field, Use use) {
    if (use == Use.RESPONSE) {
      return included(field).filter(i -> i != JsonInclude.Include.ALWAYS).isEmpty();
    }
    return field.getAnnotation(NotNull.class) != null
        || field.getRawMember().getType().isPrimitive();
  }

  private static Optional<JsonInclude.Include> included(FieldScope field) {
    JsonInclude own = field.getAnnotation(JsonInclude.class);
    JsonInclude whole = erased(field.getDeclaringType()).getAnnotation(JsonInclude.class);
    return Optional.ofNullable(own == null ? whole : own).map(JsonInclude::value);
  }

  /** A pattern of nothing but alternatives is an enumeration. */
  private static @Nullable List<String> choices(FieldScope field) {
    Pattern pattern = field.getAnnotation(Pattern.class);
    return pattern == null || !pattern.regexp().matches("[a-z0-9_-]+(\\|[a-z0-9_-]+)*")
        ? null
        : List.of(pattern.regexp().split("\\|"));
  }

  private static @Nullable String pattern(FieldScope field) {
    Pattern pattern = field.getAnnotation(Pattern.class);
    return pattern == null || choices(field) != null ? null : "^(?:" + pattern.regexp() + ")$";
  }
}
