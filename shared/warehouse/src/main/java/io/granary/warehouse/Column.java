package io.granary.warehouse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, or a field of a STRUCT.
 *
 * @param fields those of a STRUCT; empty for other types
 * @param description what the warehouse says about it
 */
public record Column(
    String name, ColumnType type, Mode mode, List<Column> fields, @Nullable String description) {
  /** How many values of its type a row has. */
  public enum Mode {
    NULLABLE,
    REQUIRED,
    /** An array, which is never null. */
    REPEATED
  }

  public Column {
    fields = List.copyOf(fields);
  }

  /** A column that may be null, without fields. */
  public static Column of(String name, ColumnType type) {
    return new Column(name, type, Mode.NULLABLE, List.of(), null);
  }

  public boolean isRepeated() {
    return mode == Mode.REPEATED;
  }

  /** Whether a row has one value of it that stands alone: neither an array nor a STRUCT. */
  public boolean isScalar() {
    return !isRepeated() && type != ColumnType.STRUCT;
  }
}
