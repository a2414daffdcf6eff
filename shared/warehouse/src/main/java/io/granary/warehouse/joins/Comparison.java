package io.granary.warehouse.joins;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.sql.Dialect;

/** In what form values of two columns are compared. */
enum Comparison {
  /** They are of one type. */
  AS_THEY_ARE,
  /** Numbers of two types. */
  AS_NUMERIC,
  /** Texts; and texts with whole numbers, which no join takes without a cast. */
  AS_TEXT,
  /** There is no such form. */
  NONE;

  static Comparison of(ColumnType left, ColumnType right) {
    if (!left.isGroupable() || !right.isGroupable()) {
      return NONE;
    }
    if (left == ColumnType.STRING || right == ColumnType.STRING) {
      return isTextLike(left) && isTextLike(right) ? AS_TEXT : NONE;
    }
    if (left == right) {
      return AS_THEY_ARE;
    }
    return left.isNumber() && right.isNumber() ? AS_NUMERIC : NONE;
  }

  private static boolean isTextLike(ColumnType type) {
    return type == ColumnType.STRING || type == ColumnType.INT64;
  }

  /** Whether a join takes columns of these types as they are. */
  static boolean canJoin(ColumnType left, ColumnType right) {
    return left.isGroupable() && (left == right || (left.isNumber() && right.isNumber()));
  }

  /** Writes a column in this form. */
  String write(Dialect dialect, String column, ColumnType type) {
    return switch (this) {
      case AS_TEXT -> dialect.text(column);
      case AS_NUMERIC -> dialect.exact(column, type);
      case AS_THEY_ARE, NONE -> dialect.comparable(column, type);
    };
  }

  /** Writes the least or greatest value, an aggregate, as a text of at most 100 characters. */
  String bound(Dialect dialect, String aggregate, ColumnType type) {
    return switch (type) {
      case BYTES, RANGE, INTERVAL, JSON, GEOGRAPHY, STRUCT -> dialect.text("NULL");
      case STRING -> "SUBSTR(" + aggregate + ", 1, 100)";
      case TIMESTAMP -> dialect.timeInUtc(aggregate);
      default -> this == AS_TEXT ? aggregate : dialect.text(aggregate);
    };
  }
}
