package io.granary.bigquery;

import com.google.api.client.util.Data;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableRow;
import io.granary.bigquery.Failure.Fault;
import io.granary.warehouse.Column.Mode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as {@code Rows} has them. BigQuery writes every value as text: a TIMESTAMP as whole
 * microseconds since 1970, for which it has to be asked (else it writes a floating-point number of
 * seconds, which does not hold all microseconds).
 */
final class Values {
  /** So that what is kept of a result stays small, whatever its rows hold. */
  static final long MOST_CHARACTERS = 32L << 20;

  private final List<TableFieldSchema> fields;
  private final long most;
  private long characters;

  Values(List<TableFieldSchema> fields) {
    this(fields, MOST_CHARACTERS);
  }

  Values(List<TableFieldSchema> fields, long most) {
    this.fields = fields;
    this.most = most;
  }

  List<@Nullable Object> row(TableRow row) throws CallFailedException {
    if (row.getF() == null || row.getF().size() != fields.size()) {
      throw unreadable("a row does not have its columns", null);
    }
    List<@Nullable Object> values = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      values.add(value(fields.get(i), row.getF().get(i).getV()));
    }
    return values;
  }

  private @Nullable Object value(TableFieldSchema field, @Nullable Object cell)
      throws CallFailedException {
    if (Types.mode(field) != Mode.REPEATED) {
      return single(field, cell);
    }
    List<@Nullable Object> values = new ArrayList<>();
    if (cell instanceof List<?> elements) {
      for (Object element : elements) {
        values.add(single(field, of(element, "v")));
      }
    }
    return Collections.unmodifiableList(values);
  }

  private @Nullable Object single(TableFieldSchema field, @Nullable Object cell)
      throws CallFailedException {
    if (cell == null || Data.isNull(cell)) {
      return null;
    }
    if (cell instanceof Map<?, ?>) {
      return struct(field, of(cell, "f"));
    }
    String text = cell.toString();
    characters += text.length();
    if (characters > most) {
      throw unreadable("the result is larger than " + most + " characters", null);
    }
    try {
      return scalar(field.getType(), text);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw unreadable("a value of " + field.getName() + " is no " + field.getType(), e);
    }
  }

  private Map<String, @Nullable Object> struct(TableFieldSchema field, @Nullable Object cells)
      throws CallFailedException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<TableFieldSchema> inner = field.getFields();
    if (!(cells instanceof List<?> list) || inner == null || list.size() != inner.size()) {
      throw unreadable("a value of " + field.getName() + " does not have its fields", null);
    }
    for (int i = 0; i < inner.size(); i++) {
      values.put(inner.get(i).getName(), value(inner.get(i), of(list.get(i), "v")));
    }
    return Collections.unmodifiableMap(values);
  }

  private static @Nullable Object of(@Nullable Object cell, String part) {
    return cell instanceof Map<?, ?> map ? map.get(part) : null;
  }

  private static Object scalar(String type, String text) {
    return switch (Types.type(type)) {
      case STRING, JSON, GEOGRAPHY, INTERVAL, RANGE, STRUCT -> text;
      case BYTES -> Base64.getDecoder().decode(text);
      case BOOL -> truth(text);
      case INT64 -> Long.parseLong(text);
      case FLOAT64 -> Double.parseDouble(text);
      case NUMERIC, BIGNUMERIC -> new BigDecimal(text);
      case DATE -> LocalDate.parse(text);
      case DATETIME -> LocalDateTime.parse(text);
      case TIME -> LocalTime.parse(text);
      case TIMESTAMP -> Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS);
    };
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("Cannot read as BOOL: " + text);
    };
  }

  private static CallFailedException unreadable(String why, @Nullable Exception cause) {
    var failure = new Failure(Fault.INVALID, "", "its result cannot be read: " + why, null);
    return cause == null
        ? new CallFailedException(failure)
        : new CallFailedException(failure, cause);
  }
}
