package io.granary.zetasql;

import io.granary.warehouse.Column;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** DuckDB's values for those of {@link io.granary.warehouse.Rows}, and back. */
final class DuckValues {
  private DuckValues() {}

  static void append(DuckDBAppender appender, Column column, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> appender.appendNull();
      case String text -> appender.append(text);
      case byte[] bytes -> appender.append(bytes);
      case Boolean truth -> appender.append(truth);
      case Long number -> appender.append(number);
      case Double number -> appender.append(number);
      case BigDecimal number -> appender.append(number.setScale(9));
      case LocalDate date -> appender.append(date);
      case LocalDateTime time -> appender.append(time);
      case LocalTime time -> appender.append(time);
      case Instant time -> appender.append(time.atOffset(ZoneOffset.UTC));
      case List<?> list -> appender.append(list.stream().map(DuckValues::element).toList());
      case Map<?, ?> fields -> {
        appender.beginStruct();
        for (Column field : column.fields()) {
          append(appender, field, fields.get(field.name()));
        }
        appender.endStruct();
      }
      default -> throw new IllegalArgumentException("Cannot write a " + value.getClass());
    }
  }

  private static Object element(Object value) {
    return switch (value) {
      case BigDecimal number -> number.setScale(9);
      case Instant time -> time.atOffset(ZoneOffset.UTC);
      default -> value;
    };
  }

  static @Nullable Object read(ResultSet result, int column) throws SQLException {
    return switch (result.getMetaData().getColumnTypeName(column)) {
      case "BLOB" -> result.getBytes(column);
      case "TIMESTAMP" -> result.getObject(column, LocalDateTime.class);
      default -> plain(result.getObject(column));
    };
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case OffsetDateTime time -> time.toInstant();
      case Timestamp time -> time.toLocalDateTime();
      case Blob blob -> blob.getBytes(1, (int) blob.length());
      case Integer number -> number.longValue();
      case Array array -> {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object element : (Object[]) array.getArray()) {
          all.add(plain(element));
        }
        yield all;
      }
      case DuckDBStruct struct -> struct.getMap();
      case Struct struct -> Arrays.asList(struct.getAttributes());
      default -> value;
    };
  }
}
