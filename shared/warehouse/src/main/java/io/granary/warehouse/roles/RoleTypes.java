package io.granary.warehouse.roles;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.definition.Role;

/** How well a type, from 0 to 1, fits a role. */
final class RoleTypes {
  private RoleTypes() {}

  static double share(Role role, ColumnType type) {
    return switch (role) {
      case USER_ID, PRODUCT_ID, SESSION_ID -> id(type);
      case TIMESTAMP -> timestamp(type);
      case REVENUE -> type == ColumnType.INT64 ? 0.85 : type.isNumber() ? 1 : 0;
      case QUANTITY -> type == ColumnType.INT64 ? 1 : type.isNumber() ? 0.85 : 0;
      case RATING -> type.isNumber() ? 1 : 0;
      case CATEGORY -> type == ColumnType.STRING ? 1 : type == ColumnType.INT64 ? 0.85 : 0;
    };
  }

  private static double id(ColumnType type) {
    return switch (type) {
      case STRING, INT64 -> 1;
      case NUMERIC, BIGNUMERIC, BYTES -> 0.8;
      case FLOAT64 -> 0.5;
      default -> 0;
    };
  }

  /** Numbers and texts may be dates that nobody has read yet. */
  private static double timestamp(ColumnType type) {
    return switch (type) {
      case TIMESTAMP, DATETIME -> 1;
      case DATE -> 0.95;
      case INT64 -> 0.4;
      case STRING -> 0.3;
      default -> 0;
    };
  }
}
