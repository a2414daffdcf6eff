package io.granary.warehouse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query has given, in memory: a page of rows, never a table.
 *
 * <p>Values by type: STRING, JSON, GEOGRAPHY, INTERVAL and RANGE are String; BYTES {@code byte[]};
 * BOOL Boolean; INT64 Long; FLOAT64 Double; NUMERIC and BIGNUMERIC BigDecimal; DATE LocalDate;
 * DATETIME LocalDateTime; TIME LocalTime; TIMESTAMP Instant; an array is a List of these, a STRUCT
 * a Map in the order of its fields. Null is null.
 *
 * @param bytes what was read, as it is billed
 */
public record Rows(List<Field> fields, List<List<@Nullable Object>> values, long bytes) {
  public Rows {
    fields = List.copyOf(fields);
    List<List<@Nullable Object>> copy = new ArrayList<>();
    for (List<@Nullable Object> row : values) {
      copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    values = Collections.unmodifiableList(copy);
  }
}
