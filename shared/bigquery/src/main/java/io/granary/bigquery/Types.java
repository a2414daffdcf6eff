package io.granary.bigquery;

import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableSchema;
import io.granary.warehouse.Column;
import io.granary.warehouse.Column.Mode;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types and schemas, as the API writes them. */
final class Types {
  private Types() {}

  /**
   * A type by either of its names. One that is not known here counts as JSON: text that can neither
   * be compared nor counted with.
   */
  static ColumnType type(String name) {
    return switch (name) {
      case "STRING" -> ColumnType.STRING;
      case "BYTES" -> ColumnType.BYTES;
      case "BOOLEAN", "BOOL" -> ColumnType.BOOL;
      case "INTEGER", "INT64" -> ColumnType.INT64;
      case "FLOAT", "FLOAT64" -> ColumnType.FLOAT64;
      case "NUMERIC" -> ColumnType.NUMERIC;
      case "BIGNUMERIC" -> ColumnType.BIGNUMERIC;
      case "DATE" -> ColumnType.DATE;
      case "DATETIME" -> ColumnType.DATETIME;
      case "TIME" -> ColumnType.TIME;
      case "TIMESTAMP" -> ColumnType.TIMESTAMP;
      case "INTERVAL" -> ColumnType.INTERVAL;
      case "GEOGRAPHY" -> ColumnType.GEOGRAPHY;
      case "RANGE" -> ColumnType.RANGE;
      case "RECORD", "STRUCT" -> ColumnType.STRUCT;
      default -> ColumnType.JSON;
    };
  }

  static List<Column> columns(@Nullable TableSchema schema) {
    return columns(among(schema));
  }

  private static List<Column> columns(@Nullable List<TableFieldSchema> fields) {
    return fields == null ? List.of() : fields.stream().map(Types::column).toList();
  }

  private static Column column(TableFieldSchema field) {
    ColumnType type = type(field.getType());
    return new Column(
        field.getName(),
        type,
        mode(field),
        type == ColumnType.STRUCT ? columns(field.getFields()) : List.of(),
        field.getDescription());
  }

  static List<Field> fields(@Nullable TableSchema schema) {
    return among(schema).stream()
        .map(f -> new Field(f.getName(), type(f.getType()), mode(f) == Mode.REPEATED))
        .toList();
  }

  /** The fields of a schema, of which a statement without a result has none. */
  static List<TableFieldSchema> among(@Nullable TableSchema schema) {
    return schema == null || schema.getFields() == null ? List.of() : schema.getFields();
  }

  static Mode mode(TableFieldSchema field) {
    return switch (field.getMode()) {
      case "REQUIRED" -> Mode.REQUIRED;
      case "REPEATED" -> Mode.REPEATED;
      case null, default -> Mode.NULLABLE;
    };
  }
}
