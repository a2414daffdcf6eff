package io.granary.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.json.Json;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads requests into records and refuses them with everything that is wrong, not the first. */
@Singleton
public final class StrictReader {
  private static final ObjectMapper BODIES = Json.mapper();
  private static final ObjectMapper TEXTS =
      ((JsonMapper) Json.mapper())
          .rebuild()
          .enable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .build();

  /** An answer names no more; a request with as many is not a person's. */
  static final int MAX_VIOLATIONS = 100;

  private final Validator validator;

  StrictReader(Validator validator) {
    this.validator = validator;
  }

  /**
   * Reads a body; an empty one is an object without fields.
   *
   * @throws GranaryException MALFORMED_JSON with line and column, or every violation
   */
  <T> T readBody(byte[] body, Class<T> type) {
    JsonNode tree = body.length == 0 ? BODIES.createObjectNode() : tree(body);
    List<Violation> endless = new ArrayList<>();
    findEndless(tree, "", endless);
    return bind(BODIES, tree, type, "/", endless);
  }

  /** Reads an object within a body; what is wrong with it is named below the pointer. */
  <T> T readField(JsonNode value, Class<T> type, String pointer) {
    return bind(BODIES, value, type, pointer, List.of());
  }

  /** Reads parameters, whose values are all text. */
  <T> T readParameters(ObjectNode values, Class<T> type) {
    return bind(TEXTS, values, type, "?", List.of());
  }

  /** Numbers that no double holds; JSON has no bound, and PostgreSQL no infinity in JSON. */
  private static void findEndless(JsonNode node, String pointer, List<Violation> found) {
    if (found.size() < MAX_VIOLATIONS && node.isDouble() && !Double.isFinite(node.doubleValue())) {
      found.add(new Violation(pointer, "must be a number within the range of a double"));
    }
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      findEndless(node.get(i), pointer + "/" + i, found);
    }
    node.properties()
        .forEach(field -> findEndless(field.getValue(), below(pointer, field.getKey()), found));
  }

  /** A pointer to a field (RFC 6901). */
  private static String below(String pointer, String field) {
    return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
  }

  private static JsonNode tree(byte[] body) {
    try {
      return BODIES.readTree(body);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new GranaryException(
          Code.MALFORMED_JSON,
          "Cannot read the body: it is not one well-formed JSON document, line %d, column %d: %s"
              .formatted(
                  at == null ? 1 : at.getLineNr(),
                  at == null ? 1 : at.getColumnNr(),
                  firstSentence(e.getOriginalMessage())),
          e);
    } catch (IOException e) {
      throw new GranaryException(Code.MALFORMED_JSON, "Cannot read the body.", e);
    }
  }

  private <T> T bind(
      ObjectMapper mapper, JsonNode tree, Class<T> type, String prefix, List<Violation> found) {
    var collector = new MismatchCollector(prefix, found);
    if (!tree.isObject()) {
      throw invalid(List.of(new Violation("", "must be an object")), false);
    }
    if (type.isInstance(tree) && found.isEmpty()) {
      return type.cast(tree);
    }
    T value = null;
    try {
      value = mapper.readerFor(type).withHandler(collector).readValue(tree);
    } catch (JsonMappingException e) {
      collector
          .violations()
          .add(new Violation(pointer(prefix, e), firstSentence(e.getOriginalMessage())));
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read from memory", e);
    }
    List<Violation> violations = collector.violations();
    boolean onlyUnknown = !violations.isEmpty() && !collector.hasMismatch() && value != null;
    if (value != null) {
      for (var violation : validator.validate(value)) {
        String path = snake(violation.getPropertyPath().toString());
        String pointer = prefix + path.replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
        if (violations.stream().noneMatch(v -> v.pointer().equals(pointer))) {
          violations.add(new Violation(pointer, violation.getMessage()));
          onlyUnknown = false;
        }
      }
    }
    if (value == null || !violations.isEmpty()) {
      throw invalid(violations, onlyUnknown);
    }
    return value;
  }

  /** A refusal with violations, in the order of their places. */
  static GranaryException invalid(List<Violation> violations, boolean onlyUnknown) {
    return new GranaryException(
        onlyUnknown ? Code.UNKNOWN_FIELD : Code.VALIDATION_FAILED,
        "Cannot take the request: %d problem(s) found.".formatted(violations.size()),
        violations.stream()
            .sorted(Comparator.comparing(Violation::pointer))
            .limit(MAX_VIOLATIONS)
            .toList());
  }

  private static String pointer(String prefix, JsonMappingException e) {
    var pointer = new StringBuilder();
    for (var step : e.getPath()) {
      pointer
          .append(pointer.isEmpty() ? "" : "/")
          .append(
              step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName());
    }
    return prefix + pointer;
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
  }

  /** Jackson's messages name classes after the first sentence or bracket; those are cut. */
  private static String firstSentence(@Nullable String message) {
    if (message == null) {
      return "not readable";
    }
    String cut = message.split("\\n|\\(class |\\(start marker|: only regular|`", 2)[0].strip();
    return cut.length() > 200 ? cut.substring(0, 200) : cut;
  }
}
