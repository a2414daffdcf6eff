package io.granary.zetasql;

import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of few kinds each, so that they meet, tie and lie on both sides of every boundary. */
final class Cells {
  /** The day that generated definitions count from. */
  static final LocalDate AS_OF = LocalDate.of(2026, 3, 1);

  private static final List<Integer> DAYS =
      List.of(0, 0, 1, -1, -2, -6, -7, -8, -29, -30, -31, -365, 400, -20_000);
  private static final List<LocalTime> TIMES =
      List.of(
          LocalTime.MIDNIGHT,
          LocalTime.of(23, 59, 59, 999_999_000),
          LocalTime.of(0, 0, 0, 1_000),
          LocalTime.of(7, 59, 59),
          LocalTime.of(8, 0),
          LocalTime.of(12, 34, 56, 789_000_000));
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "b",
          "A",
          "a ",
          " ",
          "ab",
          "é",
          "e\u0301",
          "数",
          "😀",
          "it's",
          "\"",
          "\\",
          "%",
          "a|b",
          "|",
          "1",
          "01",
          "null",
          "true",
          "2026-03-01",
          "\n",
          "x'; --");
  private static final List<Long> INTEGERS =
      List.of(0L, 1L, 1L, 1L, 2L, 2L, 2L, 3L, 3L, 4L, -1L, 100L, Long.MAX_VALUE, Long.MIN_VALUE);
  private static final List<Double> DOUBLES =
      List.of(
          0.0,
          -0.0,
          1.0,
          1.0,
          1.5,
          2.0,
          -1.5,
          0.1,
          0.2,
          0.3,
          1e-7,
          12345.678901234567,
          100.0,
          -100.0,
          1e22 / 3,
          1e300,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);
  private static final List<BigDecimal> DECIMALS =
      List.of(
          new BigDecimal("0"),
          new BigDecimal("1"),
          new BigDecimal("1"),
          new BigDecimal("2.50"),
          new BigDecimal("-1"),
          new BigDecimal("0.000000001"),
          new BigDecimal("12.34"),
          new BigDecimal("100"),
          new BigDecimal("-100"),
          new BigDecimal("12345678901234567890.123456789"));

  private final Dice dice;

  Cells(Dice dice) {
    this.dice = dice;
  }

  /** A value of a column, sometimes null. */
  @Nullable Object of(Column column) {
    if (column.isRepeated()) {
      List<Object> list = new ArrayList<>();
      for (int left = dice.below(4); left > 0; left--) {
        list.add(of(column.type()));
      }
      return list;
    }
    return column.mode() == Column.Mode.NULLABLE && dice.chance(15) ? null : whole(column);
  }

  private Object whole(Column column) {
    if (column.type() != ColumnType.STRUCT) {
      return of(column.type());
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    column.fields().forEach(field -> fields.put(field.name(), of(field)));
    return fields;
  }

  /** A value of a type that both engines have. */
  Object of(ColumnType type) {
    return switch (type) {
      case STRING -> dice.of(TEXTS);
      case BYTES -> dice.of(TEXTS).getBytes(StandardCharsets.UTF_16BE);
      case BOOL -> dice.chance(50);
      case INT64 -> dice.of(INTEGERS);
      case FLOAT64 -> dice.of(DOUBLES);
      case NUMERIC -> dice.of(DECIMALS);
      case DATE -> day();
      case DATETIME -> LocalDateTime.of(day(), dice.of(TIMES));
      case TIME -> dice.of(TIMES);
      case TIMESTAMP -> LocalDateTime.of(day(), dice.of(TIMES)).toInstant(ZoneOffset.UTC);
      default -> throw new IllegalArgumentException("Cannot make values of " + type);
    };
  }

  private LocalDate day() {
    return AS_OF.plusDays(dice.of(DAYS));
  }
}
