package io.granary.warehouse.analysis;

import io.granary.warehouse.Field;
import io.granary.warehouse.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one row of figures that a query has given, by name. */
final class Figures {
  private final Map<String, @Nullable Object> values = new HashMap<>();

  Figures(Rows rows) {
    List<@Nullable Object> row = rows.values().getFirst();
    List<Field> fields = rows.fields();
    for (int i = 0; i < fields.size(); i++) {
      values.put(fields.get(i).name(), row.get(i));
    }
  }

  /** A count; 0 when there was nothing to count or it was not asked for. */
  long count(String name) {
    return values.get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** A count; null when it was not asked for. */
  @Nullable Long optionalCount(String name) {
    return values.containsKey(name) ? count(name) : null;
  }

  @Nullable BigDecimal decimal(String name) {
    return switch (values.get(name)) {
      case BigDecimal decimal -> decimal;
      case Long whole -> BigDecimal.valueOf(whole);
      case Double number -> BigDecimal.valueOf(number);
      case null, default -> null;
    };
  }

  @Nullable LocalDate day(String name) {
    return values.get(name) instanceof LocalDate day ? day : null;
  }
}
