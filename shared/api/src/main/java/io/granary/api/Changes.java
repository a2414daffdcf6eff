package io.granary.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The body of a PUT beside the resource as it is: a field that is absent keeps its value, null
 * clears it, and one that cannot be written may be sent back as it is.
 */
public final class Changes {
  private final ObjectNode body;
  private final Set<String> written = new LinkedHashSet<>();
  private final List<Violation> violations = new ArrayList<>();
  private final List<Violation> readOnly = new ArrayList<>();

  /**
   * @param current the resource as callers see it
   * @param writable the fields that can be changed
   */
  public Changes(ObjectNode body, Object current, Set<String> writable) {
    this.body = body;
    ObjectNode seen = Json.mapper().valueToTree(current);
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      String name = field.getKey();
      if (writable.contains(name)) {
        if (!field.getValue().equals(seen.get(name))) {
          written.add(name);
        }
      } else if (!seen.has(name)) {
        violations.add(new Violation("/" + name, "is no field of this request"));
      } else if (!Json.write(field.getValue()).equals(Json.write(seen.get(name)))) {
        readOnly.add(new Violation("/" + name, "cannot be changed"));
      }
    }
  }

  /** The names of the fields whose value differs from the one before. */
  public Set<String> written() {
    return Set.copyOf(written);
  }

  /**
   * The new value of a text.
   *
   * @param normalize applied before it is checked
   * @param problem what is wrong with it; empty when nothing is
   */
  public String text(
      String field,
      String before,
      Function<String, String> normalize,
      Function<String, Optional<String>> problem) {
    if (!written.contains(field)) {
      return before;
    }
    JsonNode value = body.get(field);
    if (!value.isTextual()) {
      violations.add(new Violation("/" + field, "must be a text"));
      return before;
    }
    String after = normalize.apply(value.asText());
    problem.apply(after).ifPresent(p -> violations.add(new Violation("/" + field, p)));
    return after;
  }

  /** The new value of a text that may be absent. */
  public @Nullable String optionalText(String field, @Nullable String before, int maxLength) {
    if (!written.contains(field)) {
      return before;
    }
    JsonNode value = body.get(field);
    if (value.isNull()) {
      return null;
    }
    if (!value.isTextual()
        || value.asText().length() > maxLength
        || value.asText().indexOf(0) >= 0) {
      violations.add(
          new Violation(
              "/" + field,
              "must be a text of at most %d characters, none of them U+0000".formatted(maxLength)));
    }
    return value.asText();
  }

  /**
   * The new value of an object, read whole and as strictly as a body.
   *
   * @param standard what null makes of it
   */
  public <T extends Record> T record(String field, T before, T standard, StrictReader reader) {
    if (!written.contains(field)) {
      return before;
    }
    JsonNode value = body.get(field);
    if (value.isNull()) {
      return standard;
    }
    if (!value.isObject()) {
      violations.add(new Violation("/" + field, "must be an object"));
      return before;
    }
    try {
      @SuppressWarnings("unchecked")
      Class<T> type = (Class<T>) standard.getClass();
      return reader.readField(value, type, "/" + field + "/");
    } catch (GranaryException refusal) {
      violations.addAll(refusal.violations());
      return before;
    }
  }

  /**
   * The new value of several fields that belong together, read as strictly as a body.
   *
   * @return the value before when none of them is written, or what is written is wrong
   */
  public <T extends Record> T part(Set<String> fields, T before, StrictReader reader) {
    if (fields.stream().noneMatch(written::contains)) {
      return before;
    }
    ObjectNode value = Json.mapper().valueToTree(before);
    for (String field : fields) {
      if (written.contains(field)) {
        value.set(field, body.get(field));
      }
    }
    try {
      @SuppressWarnings("unchecked")
      Class<T> type = (Class<T>) before.getClass();
      return reader.readField(value, type, "/");
    } catch (GranaryException refusal) {
      violations.addAll(refusal.violations());
      return before;
    }
  }

  /**
   * Joins a refusal of what was read with everything else that was found wrong.
   *
   * @return the refusal itself when nothing else was
   */
  public GranaryException joined(GranaryException refusal) {
    List<Violation> all = new ArrayList<>(violations);
    all.addAll(readOnly);
    if (all.isEmpty()) {
      return refusal;
    }
    all.addAll(refusal.violations());
    return invalid(Code.VALIDATION_FAILED, all);
  }

  /** The new value of a whole number from 0; null clears it. */
  public @Nullable Long number(String field, @Nullable Long before, long max) {
    if (!written.contains(field)) {
      return before;
    }
    JsonNode value = body.get(field);
    if (value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < 0
        || value.asLong() > max) {
      violations.add(
          new Violation("/" + field, "must be a whole number from 0 to %d".formatted(max)));
    }
    return value.asLong();
  }

  /** The new truth value, of which null makes false; empty when it is not written. */
  public Optional<Boolean> flag(String field) {
    JsonNode value = body.path(field);
    if (written.contains(field) && !value.isBoolean() && !value.isNull()) {
      violations.add(new Violation("/" + field, "must be true or false"));
    }
    return written.contains(field) ? Optional.of(value.asBoolean()) : Optional.empty();
  }

  /** The new value of a list of texts; null clears it. */
  public List<String> texts(String field, List<String> before, int maxCount, int maxLength) {
    if (!written.contains(field)) {
      return before;
    }
    JsonNode value = body.get(field);
    Set<String> after = new LinkedHashSet<>();
    boolean isSound = value.isNull() || value.isArray() && value.size() <= maxCount;
    for (JsonNode each : value) {
      String text = each.asText().strip();
      isSound &= each.isTextual() && !text.isEmpty() && text.length() <= maxLength;
      after.add(text);
    }
    if (!isSound) {
      violations.add(
          new Violation(
              "/" + field,
              "must be a list of at most %d texts of 1 to %d characters"
                  .formatted(maxCount, maxLength)));
    }
    return List.copyOf(after);
  }

  /** The new value of a free object as JSON; null clears it. */
  public String object(String field, String before, int maxBytes) {
    if (!written.contains(field)) {
      return before;
    }
    JsonNode value = body.get(field);
    String json = value.isNull() ? "{}" : Json.write(value);
    if (!value.isNull() && !value.isObject() || json.length() > maxBytes) {
      violations.add(
          new Violation("/" + field, "must be an object of at most %d bytes".formatted(maxBytes)));
    }
    return json;
  }

  /**
   * Refuses everything that was found wrong.
   *
   * @throws GranaryException READ_ONLY_FIELD when that alone is wrong, else VALIDATION_FAILED
   */
  public void check() {
    Code code = violations.isEmpty() ? Code.READ_ONLY_FIELD : Code.VALIDATION_FAILED;
    List<Violation> all = new ArrayList<>(violations);
    all.addAll(readOnly);
    if (!all.isEmpty()) {
      throw invalid(code, all);
    }
  }

  private static GranaryException invalid(Code code, List<Violation> all) {
    return new GranaryException(
        code, "Cannot take the request: %d problem(s) found.".formatted(all.size()), all);
  }
}
