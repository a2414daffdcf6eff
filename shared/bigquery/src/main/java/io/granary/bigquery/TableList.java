package io.granary.bigquery;

import io.granary.bigquery.Failure.Fault;
import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import io.granary.warehouse.TableInfo;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.sql.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a dataset by one query, however many there are. {@code tables.list} costs nothing,
 * but tells neither rows nor bytes nor columns, so that each table would be a request more. A query
 * over INFORMATION_SCHEMA is billed 10 MB at least; {@code __TABLES__} is not billed.
 */
final class TableList {
  /** More than that is no list to choose from. */
  private static final int MOST_TABLES = 50_000;

  /** What reading the columns of so many tables may cost, in bytes. */
  private static final long MOST_BYTES = 1L << 30;

  private static final int VIEW = 2;
  private static final int EXTERNAL = 3;

  private TableList() {}

  static Query query(WarehouseSource source, UUID id) {
    Dialect dialect = Dialect.bigQuery();
    String sql =
        """
        SELECT t.table_id, t.type, t.row_count, t.size_bytes, t.last_modified_time, c.column_count
        FROM %s AS t
        LEFT JOIN (
          SELECT table_name, COUNT(*) AS column_count
          FROM %s.COLUMNS
          WHERE is_hidden = 'NO'
          GROUP BY table_name
        ) AS c ON c.table_name = t.table_id
        ORDER BY t.table_id
        LIMIT %d"""
            .formatted(
                dialect.table(source, "__TABLES__"),
                dialect.table(source, "INFORMATION_SCHEMA"),
                MOST_TABLES + 1);
    return new Query(id, "tables", sql, MOST_BYTES, MOST_TABLES + 1);
  }

  static List<TableInfo> read(Rows rows) throws CallFailedException {
    if (rows.values().size() > MOST_TABLES) {
      throw new CallFailedException(
          new Failure(Fault.INVALID, "", "it has more than " + MOST_TABLES, null));
    }
    List<TableInfo> tables = new ArrayList<>(rows.values().size());
    for (List<@Nullable Object> row : rows.values()) {
      if (row.getFirst() instanceof String name) {
        long type = number(row.get(1), 0);
        boolean isCounted = type != VIEW && type != EXTERNAL;
        tables.add(
            new TableInfo(
                name,
                isCounted ? number(row.get(2)) : null,
                isCounted ? number(row.get(3)) : null,
                Math.toIntExact(number(row.get(5), 0)),
                time(number(row.get(4)))));
      }
    }
    return tables;
  }

  private static @Nullable Long number(@Nullable Object value) {
    return value instanceof Long number ? number : null;
  }

  private static long number(@Nullable Object value, long otherwise) {
    return value instanceof Long number ? number : otherwise;
  }

  private static @Nullable Instant time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
