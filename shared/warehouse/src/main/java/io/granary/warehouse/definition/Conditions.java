package io.granary.warehouse.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.definition.Definition.CustomerFilter;
import io.granary.warehouse.definition.ResolvedDefinition.Condition;
import io.granary.warehouse.definition.ResolvedDefinition.Operator;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.sql.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what somebody asks of columns' values. */
final class Conditions {
  private static final int MAX_VALUES = 1000;

  private final ColumnNames names;
  private final Problems problems;

  Conditions(ColumnNames names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  List<Condition> read(List<CustomerFilter> filters) {
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      read("/filters/customer_filters/" + i, filters.get(i)).ifPresent(conditions::add);
    }
    return conditions;
  }

  private Optional<Condition> read(String pointer, CustomerFilter filter) {
    Source source = names.find(pointer + "/column", filter.column());
    if (source == null) {
      return Optional.empty();
    }
    Operator operator = operator(filter.operator());
    if (!fits(operator, source)) {
      problems.add(
          pointer + "/operator",
          "cannot be used on a column of type %s: %s"
              .formatted(
                  source.column().isRepeated() ? "ARRAY" : source.type(), filter.operator()));
      return Optional.empty();
    }
    List<JsonNode> given = given(filter.value());
    if (!isCount(operator, filter.value(), given.size())) {
      problems.add(pointer + "/value", "must be %s".formatted(wanted(operator)));
      return Optional.empty();
    }
    List<Literal> values = new ArrayList<>();
    for (JsonNode each : given) {
      Values.read(source.type(), each).ifPresent(values::add);
    }
    if (values.size() < given.size()) {
      problems.add(pointer + "/value", "must be %s".formatted(Values.expected(source.type())));
      return Optional.empty();
    }
    return Optional.of(new Condition(source, operator, values));
  }

  private static List<JsonNode> given(@Nullable JsonNode value) {
    List<JsonNode> given = new ArrayList<>();
    if (value != null && value.isArray()) {
      value.forEach(given::add);
    } else if (value != null && !value.isNull()) {
      given.add(value);
    }
    return given;
  }

  private static boolean isCount(Operator operator, @Nullable JsonNode value, int count) {
    boolean isList = value != null && value.isArray();
    return switch (operator) {
      case IS_NULL, IS_NOT_NULL -> count == 0;
      case IN, NOT_IN -> isList && count > 0 && count <= MAX_VALUES;
      case BETWEEN -> isList && count == 2;
      default -> !isList && count == 1;
    };
  }

  private static String wanted(Operator operator) {
    return switch (operator) {
      case IS_NULL, IS_NOT_NULL -> "absent";
      case IN, NOT_IN -> "a list of 1 to %,d values".formatted(MAX_VALUES);
      case BETWEEN -> "a list of two values, the least and the greatest";
      default -> "one value";
    };
  }

  private static boolean fits(Operator operator, Source source) {
    ColumnType type = source.type();
    if (source.column().isRepeated()) {
      return false;
    }
    return switch (operator) {
      case IS_NULL, IS_NOT_NULL -> true;
      case CONTAINS, STARTS_WITH -> type == ColumnType.STRING;
      case EQUAL, NOT_EQUAL, IN, NOT_IN -> isCompared(type);
      case LESS, AT_MOST, MORE, AT_LEAST, BETWEEN -> isCompared(type) && type != ColumnType.BOOL;
    };
  }

  private static boolean isCompared(ColumnType type) {
    return switch (type) {
      case STRING, BOOL, INT64, FLOAT64, NUMERIC, BIGNUMERIC, DATE, DATETIME, TIME, TIMESTAMP ->
          true;
      case BYTES, INTERVAL, JSON, GEOGRAPHY, RANGE, STRUCT -> false;
    };
  }

  private static Operator operator(String name) {
    return switch (name) {
      case "=" -> Operator.EQUAL;
      case "!=" -> Operator.NOT_EQUAL;
      case "<" -> Operator.LESS;
      case "<=" -> Operator.AT_MOST;
      case ">" -> Operator.MORE;
      case ">=" -> Operator.AT_LEAST;
      case "in" -> Operator.IN;
      case "not_in" -> Operator.NOT_IN;
      case "between" -> Operator.BETWEEN;
      case "contains" -> Operator.CONTAINS;
      case "starts_with" -> Operator.STARTS_WITH;
      case "is_null" -> Operator.IS_NULL;
      case "is_not_null" -> Operator.IS_NOT_NULL;
      default -> throw new IllegalArgumentException("No operator: " + name);
    };
  }
}
