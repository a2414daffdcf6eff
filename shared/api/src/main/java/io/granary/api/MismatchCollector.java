package io.granary.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import io.granary.domain.GranaryException.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes everything down that does not fit a record, where the mapper would stop at the first. */
final class MismatchCollector extends DeserializationProblemHandler {
  private final String prefix;
  private final List<Violation> violations = new ArrayList<>();
  private boolean hasMismatch;

  MismatchCollector(String prefix, List<Violation> found) {
    this.prefix = prefix;
    this.violations.addAll(found);
    this.hasMismatch = !found.isEmpty();
  }

  /** What was found; more may be added. */
  List<Violation> violations() {
    return violations;
  }

  /** Whether a value is of another type, which is worse than a field that is not known. */
  boolean hasMismatch() {
    return hasMismatch;
  }

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      JsonDeserializer<?> deserializer,
      Object beanOrClass,
      String name)
      throws IOException {
    add(new Violation(at(parser), "is no field of this request"));
    parser.skipChildren();
    return true;
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> target, String value, String failure) {
    return mismatch(context.getParser(), expected(target));
  }

  @Override
  public @Nullable Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> target, Number value, String failure) {
    return mismatch(context.getParser(), expected(target));
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType target,
      com.fasterxml.jackson.core.JsonToken token,
      JsonParser parser,
      String failure)
      throws IOException {
    parser.skipChildren();
    return mismatch(parser, expected(target.getRawClass()));
  }

  private @Nullable Object mismatch(JsonParser parser, String message) {
    hasMismatch = true;
    add(new Violation(at(parser), message));
    return null;
  }

  private void add(Violation violation) {
    if (violations.size() < StrictReader.MAX_VIOLATIONS) {
      violations.add(violation);
    }
  }

  private String at(JsonParser parser) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    // A value that is an object lies below a context of its own, which adds a slash.
    return prefix + pointer.replaceFirst("^/+", "");
  }

  private static String expected(Class<?> target) {
    if (target.isEnum()) {
      return "must be one of " + java.util.Arrays.toString(target.getEnumConstants());
    }
    if (Number.class.isAssignableFrom(target) || target.isPrimitive() && target != boolean.class) {
      return "must be a number";
    }
    if (target == Boolean.class || target == boolean.class) {
      return "must be true or false";
    }
    if (CharSequence.class.isAssignableFrom(target)) {
      return "must be a text";
    }
    return java.util.Collection.class.isAssignableFrom(target)
        ? "must be a list"
        : "must be of another type";
  }
}
