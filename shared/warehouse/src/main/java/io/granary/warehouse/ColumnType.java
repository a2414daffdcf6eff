package io.granary.warehouse;

/**
 * The types of columns, as BigQuery names them; other warehouses' types are given as the nearest.
 */
public enum ColumnType {
  STRING,
  BYTES,
  BOOL,
  INT64,
  FLOAT64,
  /** 38 digits, 9 of them after the point. */
  NUMERIC,
  /** 76 digits, 38 of them after the point. */
  BIGNUMERIC,
  DATE,
  /** A date and a time of day, in no time zone. */
  DATETIME,
  TIME,
  /** A point in time. */
  TIMESTAMP,
  INTERVAL,
  JSON,
  GEOGRAPHY,
  RANGE,
  STRUCT;

  /** Whether values of it can be added. */
  public boolean isNumber() {
    return this == INT64 || this == FLOAT64 || this == NUMERIC || this == BIGNUMERIC;
  }

  /** Whether a value of it lies on a day. */
  public boolean hasDate() {
    return this == DATE || this == DATETIME || this == TIMESTAMP;
  }

  /** Whether values of it can be told apart, grouped and joined by {@code =}. */
  public boolean isGroupable() {
    return this != JSON && this != GEOGRAPHY && this != STRUCT;
  }
}
