package io.granary.zetasql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.definition.Definition.CustomerFilter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Makes filters on columns, with each operator that their types have. */
final class FilterValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<ColumnType> COMPARED =
      List.of(
          ColumnType.STRING,
          ColumnType.BOOL,
          ColumnType.INT64,
          ColumnType.FLOAT64,
          ColumnType.NUMERIC,
          ColumnType.BIGNUMERIC,
          ColumnType.DATE,
          ColumnType.DATETIME,
          ColumnType.TIME,
          ColumnType.TIMESTAMP);

  private final Dice dice;
  private final Cells cells;

  FilterValues(Dice dice) {
    this.dice = dice;
    this.cells = new Cells(dice);
  }

  CustomerFilter filter(String column, ColumnType type) {
    String operator = dice.of(operators(type));
    return switch (operator) {
      case "is_null", "is_not_null" -> new CustomerFilter(column, operator, null);
      case "in", "not_in" -> new CustomerFilter(column, operator, list(type, dice.between(1, 4)));
      case "between" -> new CustomerFilter(column, operator, list(type, 2));
      default -> new CustomerFilter(column, operator, value(type));
    };
  }

  private static List<String> operators(ColumnType type) {
    List<String> all =
        new ArrayList<>(List.of("is_null", "is_not_null", "is_not_null", "is_not_null"));
    if (COMPARED.contains(type)) {
      all.addAll(List.of("=", "!=", "!=", "!=", "in", "not_in", "not_in", "not_in"));
    }
    if (COMPARED.contains(type) && type != ColumnType.BOOL) {
      all.addAll(List.of("<", "<=", ">", ">=", "between", ">=", "<="));
    }
    if (type == ColumnType.STRING) {
      all.addAll(List.of("contains", "starts_with"));
    }
    return all;
  }

  private ArrayNode list(ColumnType type, int count) {
    ArrayNode list = JSON.arrayNode();
    for (int left = count; left > 0; left--) {
      list.add(value(type));
    }
    return list;
  }

  private JsonNode value(ColumnType type) {
    if (type == ColumnType.BIGNUMERIC || type.isNumber() && dice.chance(20)) {
      return JSON.numberNode(dice.of(List.of(new BigDecimal("1.5"), new BigDecimal("2"))));
    }
    return switch (cells.of(type)) {
      case Boolean truth -> JSON.booleanNode(truth);
      case Long number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(Double.isFinite(number) ? number : 1.5);
      case BigDecimal number -> JSON.numberNode(number);
      case Object text -> JSON.textNode(text.toString());
    };
  }
}
