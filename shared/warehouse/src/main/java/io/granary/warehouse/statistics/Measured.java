package io.granary.warehouse.statistics;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.sql.Dialect;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of the query, and which figures it has.
 *
 * @param index what the names of its figures in the result end with
 * @param path its quoted name
 */
record Measured(int index, Table.Place place, String path) {
  static List<Measured> of(List<Table.Place> places, Dialect dialect) {
    List<Measured> columns = new ArrayList<>();
    for (Table.Place place : places) {
      columns.add(new Measured(columns.size(), place, dialect.path(place.path())));
    }
    return columns;
  }

  ColumnType type() {
    return place.column().type();
  }

  /** A figure of it as the result names it. */
  String named(String figure) {
    return figure + "_" + index;
  }

  boolean hasDistinct() {
    return hasOrder() || (place.column().isScalar() && type() == ColumnType.BYTES);
  }

  /** Whether it has a least and a greatest value, and values to show. */
  boolean hasOrder() {
    return place.column().isScalar()
        && switch (type()) {
          case STRING, BOOL, INT64, FLOAT64, NUMERIC, BIGNUMERIC, DATE, DATETIME, TIME, TIMESTAMP ->
              true;
          case BYTES, INTERVAL, JSON, GEOGRAPHY, RANGE, STRUCT -> false;
        };
  }

  boolean isNumber() {
    return place.column().isScalar() && type().isNumber();
  }
}
