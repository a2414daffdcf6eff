package io.granary.zetasql;

import com.google.protobuf.ByteString;
import com.google.zetasql.ArrayType;
import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GoogleSQL's values for those of {@link io.granary.warehouse.Rows}, and back. */
final class ZetaValues {
  private ZetaValues() {}

  static Value of(Type type, @Nullable Object value) {
    return switch (value) {
      case null -> Value.createNullValue(type);
      case String text -> Value.createStringValue(text);
      case byte[] bytes -> Value.createBytesValue(ByteString.copyFrom(bytes));
      case Boolean truth -> Value.createBoolValue(truth);
      case Long number -> Value.createInt64Value(number);
      case Double number -> Value.createDoubleValue(number);
      case BigDecimal number -> Value.createNumericValue(number);
      case LocalDate date -> Value.createDateValue(date);
      case LocalDateTime time -> Value.createDatetimeValue(time);
      case LocalTime time -> Value.createTimeValue(time);
      case Instant time ->
          Value.createTimestampValueFromUnixMicros(ChronoUnit.MICROS.between(Instant.EPOCH, time));
      case List<?> list -> {
        Type each = type.asArray().getElementType();
        yield Value.createArrayValue(
            type.asArray(), list.stream().map(element -> of(each, element)).toList());
      }
      case Map<?, ?> fields -> {
        StructType struct = type.asStruct();
        List<Value> values = new ArrayList<>();
        for (StructType.StructField field : struct.getFieldList()) {
          values.add(of(field.getType(), fields.get(field.getName())));
        }
        yield Value.createStructValue(struct, values);
      }
      default -> throw new IllegalArgumentException("Cannot write a " + value.getClass());
    };
  }

  static @Nullable Object read(Value value) {
    if (value.isNull()) {
      return null;
    }
    Type type = value.getType();
    return switch (type.getKind()) {
      case TYPE_STRING -> value.getStringValue();
      case TYPE_BYTES -> value.getBytesValue().toByteArray();
      case TYPE_BOOL -> value.getBoolValue();
      case TYPE_INT64 -> value.getInt64Value();
      case TYPE_DOUBLE -> value.getDoubleValue();
      case TYPE_NUMERIC -> value.getNumericValue();
      case TYPE_BIGNUMERIC -> value.getBigNumericValue();
      case TYPE_DATE -> value.getLocalDateValue();
      case TYPE_DATETIME -> value.getLocalDateTimeValue();
      case TYPE_TIME -> value.getLocalTimeValue();
      case TYPE_TIMESTAMP -> Instant.EPOCH.plus(value.getTimestampUnixMicros(), ChronoUnit.MICROS);
      case TYPE_JSON -> value.getJsonValue();
      case TYPE_ARRAY -> list(value);
      case TYPE_STRUCT -> fields(value);
      default -> throw new IllegalArgumentException("Cannot read a " + type);
    };
  }

  private static List<@Nullable Object> list(Value value) {
    if (!(value.getType() instanceof ArrayType)) {
      throw new IllegalArgumentException("Cannot read elements of " + value.getType());
    }
    List<@Nullable Object> all = new ArrayList<>();
    for (Value element : value.getElementList()) {
      all.add(read(element));
    }
    return all;
  }

  private static Map<String, @Nullable Object> fields(Value value) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    List<StructType.StructField> fields = value.getType().asStruct().getFieldList();
    for (int i = 0; i < fields.size(); i++) {
      all.put(fields.get(i).getName(), read(value.getField(i)));
    }
    return all;
  }
}
