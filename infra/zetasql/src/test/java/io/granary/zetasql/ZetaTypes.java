package io.granary.zetasql;

import com.google.zetasql.ArrayType;
import com.google.zetasql.SimpleColumn;
import com.google.zetasql.SimpleTable;
import com.google.zetasql.StructType;
import com.google.zetasql.StructType.StructField;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLType.TypeKind;
import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import java.util.List;

/** GoogleSQL's types for those of columns, and back. */
final class ZetaTypes {
  private ZetaTypes() {}

  static SimpleTable table(String name, Table table) {
    return new SimpleTable(
        name,
        table.columns().stream()
            .map(column -> new SimpleColumn(name, column.name(), of(column)))
            .toList());
  }

  static Type of(Column column) {
    Type each = element(column);
    return column.isRepeated() ? TypeFactory.createArrayType(each) : each;
  }

  private static Type element(Column column) {
    if (column.type() == ColumnType.STRUCT) {
      List<StructField> fields =
          column.fields().stream().map(field -> new StructField(field.name(), of(field))).toList();
      return TypeFactory.createStructType(fields);
    }
    if (column.type() == ColumnType.RANGE) {
      return TypeFactory.createRangeType(TypeFactory.createSimpleType(TypeKind.TYPE_DATE));
    }
    return TypeFactory.createSimpleType(kind(column.type()));
  }

  private static TypeKind kind(ColumnType type) {
    return type == ColumnType.FLOAT64
        ? TypeKind.TYPE_DOUBLE
        : TypeKind.valueOf("TYPE_" + type.name());
  }

  /** The type of a value, or of the elements of an array. */
  static ColumnType columnType(Type type) {
    return switch (type) {
      case ArrayType array -> columnType(array.getElementType());
      case StructType _ -> ColumnType.STRUCT;
      default ->
          type.getKind() == TypeKind.TYPE_DOUBLE
              ? ColumnType.FLOAT64
              : ColumnType.valueOf(type.getKind().name().substring("TYPE_".length()));
    };
  }
}
