package io.granary.duckdb;

import io.granary.json.Json;
import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** Gives the values of results as {@code Rows} has them. */
final class ValueReader {
  private ValueReader() {}

  /** A value of the current row; an array that is null is empty, as everywhere in BigQuery. */
  static @Nullable Object read(ResultSet rows, int index, Column column) throws SQLException {
    if (column.type() == ColumnType.DATETIME && !column.isRepeated()) {
      return rows.getObject(index, LocalDateTime.class);
    }
    return value(rows.getObject(index), column);
  }

  private static @Nullable Object value(@Nullable Object value, Column column) throws SQLException {
    if (!column.isRepeated()) {
      return value == null ? null : one(value, column);
    }
    List<@Nullable Object> all = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        Map<String, @Nullable Object> pair = new LinkedHashMap<>();
        pair.put("key", value(entry.getKey(), column.fields().getFirst()));
        pair.put("value", value(entry.getValue(), column.fields().getLast()));
        all.add(pair);
      }
    } else if (value != null) {
      for (Object element : (Object[]) ((Array) value).getArray()) {
        all.add(element == null ? null : one(element, column));
      }
    }
    return all;
  }

  private static Object one(Object value, Column column) throws SQLException {
    return switch (column.type()) {
      case INT64 -> ((Number) value).longValue();
      case FLOAT64 -> ((Number) value).doubleValue();
      case NUMERIC, BIGNUMERIC ->
          value instanceof BigInteger whole ? new BigDecimal(whole) : (BigDecimal) value;
      case DATETIME -> value instanceof Timestamp time ? time.toLocalDateTime() : value;
      case TIMESTAMP -> ((OffsetDateTime) value).toInstant();
      case BYTES -> bytes((Blob) value);
      case BOOL, DATE, TIME -> value;
      case STRUCT -> struct((DuckDBStruct) value, column);
      case JSON -> value instanceof Array || value instanceof Map ? json(value) : value.toString();
      default -> value.toString();
    };
  }

  private static byte[] bytes(Blob blob) throws SQLException {
    return blob.getBytes(1, (int) blob.length());
  }

  private static Map<String, @Nullable Object> struct(DuckDBStruct struct, Column column)
      throws SQLException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Object[] attributes = struct.getAttributes();
    for (int i = 0; i < attributes.length; i++) {
      Column field = column.fields().get(i);
      values.put(field.name(), value(attributes[i], field));
    }
    return values;
  }

  private static String json(Object value) throws SQLException {
    return Json.write(plain(value));
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case Array array -> {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object element : (Object[]) array.getArray()) {
          all.add(plain(element));
        }
        yield all;
      }
      case DuckDBStruct struct -> plain(struct.getMap());
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          all.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
        }
        yield all;
      }
      case Number number -> number;
      case Boolean truth -> truth;
      case Object other -> other.toString();
    };
  }
}
