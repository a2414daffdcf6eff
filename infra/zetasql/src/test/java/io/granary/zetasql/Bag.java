package io.granary.zetasql;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows without an order. Values are equal when their types are and: numbers of NUMERIC whatever
 * their scale, doubles bit for bit (every NaN is one), times to the microsecond.
 */
record Bag(Map<String, Integer> rows) {
  Bag {
    rows = Collections.unmodifiableMap(new TreeMap<>(rows));
  }

  static Bag of(List<List<@Nullable Object>> rows) {
    Map<String, Integer> counted = new TreeMap<>();
    for (List<@Nullable Object> row : rows) {
      counted.merge(shown(row), 1, Integer::sum);
    }
    return new Bag(counted);
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
      case byte[] bytes -> "x" + HexFormat.of().formatHex(bytes);
      case Double number -> "d" + Double.toString(number);
      case BigDecimal number ->
          "n" + (number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
      case List<?> list -> String.join(",", list.stream().map(Bag::shown).toList());
      case Map<?, ?> fields ->
          "{"
              + String.join(
                  ",",
                  fields.entrySet().stream().map(e -> e.getKey() + shown(e.getValue())).toList())
              + "}";
      default -> value.getClass().getSimpleName() + " " + value;
    };
  }

  int size() {
    return rows.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Both together. */
  Bag plus(Bag other) {
    Map<String, Integer> sum = new TreeMap<>(rows);
    other.rows.forEach((row, count) -> sum.merge(row, count, Integer::sum));
    return new Bag(sum);
  }
}
