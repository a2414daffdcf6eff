package io.granary.warehouse.statistics;

import io.granary.warehouse.Field;
import io.granary.warehouse.Rows;
import io.granary.warehouse.statistics.ColumnStatistics.TopValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the one row of {@link StatisticsSql}. */
final class StatisticsReader {
  private final Map<String, @Nullable Object> figures = new HashMap<>();

  StatisticsReader(Rows rows) {
    List<@Nullable Object> row = rows.values().getFirst();
    for (int i = 0; i < row.size(); i++) {
      Field field = rows.fields().get(i);
      figures.put(field.name(), row.get(i));
    }
  }

  long total() {
    return count("total");
  }

  ColumnStatistics column(Measured column) {
    long nulls = count(column.named("nulls"));
    long values = total() - nulls;
    Long distinct = column.hasDistinct() ? (Long) count(column.named("distinct")) : null;
    Object min = figures.get(column.named("min"));
    Object max = figures.get(column.named("max"));
    return new ColumnStatistics(
        column.place().name(),
        column.type(),
        total(),
        nulls,
        total() == 0 ? 0 : (double) nulls / total(),
        distinct,
        Boolean.TRUE.equals(figures.get(column.named("estimated"))),
        distinct == null || values == 0 ? null : Math.min(1, (double) distinct / values),
        shown(min),
        shown(max),
        (Double) figures.get(column.named("mean")),
        (Double) figures.get(column.named("stddev")),
        column.type().hasDate() && min != null && max != null
            ? (Long) ChronoUnit.DAYS.between(day(min), day(max))
            : null,
        top(column));
  }

  private long count(String figure) {
    return figures.get(figure) instanceof Number number ? number.longValue() : 0;
  }

  private List<TopValue> top(Measured column) {
    List<TopValue> top = new ArrayList<>();
    if (figures.get(column.named("top")) instanceof List<?> entries) {
      for (Object entry : entries) {
        Map<?, ?> pair = (Map<?, ?>) entry;
        Object value = shown(pair.get("value"));
        if (value != null && top.size() < StatisticsSql.TOP) {
          top.add(new TopValue(value, ((Number) pair.get("count")).longValue()));
        }
      }
    }
    return top;
  }

  /** JSON has truth values, finite numbers and texts. */
  private static @Nullable Object shown(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case Double number when !Double.isFinite(number) -> number.toString();
      case Number number -> number;
      default -> value.toString();
    };
  }

  private static LocalDate day(Object time) {
    return switch (time) {
      case LocalDate date -> date;
      case LocalDateTime dateTime -> dateTime.toLocalDate();
      case Instant instant -> instant.atZone(ZoneOffset.UTC).toLocalDate();
      default -> throw new IllegalArgumentException("Cannot see a day in " + time);
    };
  }
}
