package io.granary.zetasql;

import io.granary.duckdb.FarmFingerprint;
import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.sql.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Runs queries over a world by DuckDB. */
final class Duck implements AutoCloseable {
  private static final Dialect DIALECT = Dialect.duckDb();

  private final DuckDBConnection connection;

  Duck() throws SQLException {
    Connection plain = DriverManager.getConnection("jdbc:duckdb:");
    connection = plain.unwrap(DuckDBConnection.class);
    FarmFingerprint.register(connection);
    execute("SET TimeZone = 'America/Los_Angeles'");
  }

  /** Puts a world in place of the one before. */
  void load(World world) throws SQLException {
    execute("DROP SCHEMA IF EXISTS raw_data CASCADE");
    execute("CREATE SCHEMA raw_data");
    for (Table table : world.tables()) {
      execute(
          table.columns().stream()
              .map(column -> DIALECT.identifier(column.name()) + " " + type(column))
              .collect(
                  Collectors.joining(
                      ", ",
                      "CREATE TABLE " + DIALECT.table(Analyser.SOURCE, table.name()) + " (",
                      ")")));
      append(table, world.rows(table));
    }
  }

  private void append(Table table, List<List<@Nullable Object>> rows) throws SQLException {
    try (DuckDBAppender appender =
        connection.createAppender(Analyser.SOURCE.dataset(), table.name())) {
      for (List<@Nullable Object> row : rows) {
        appender.beginRow();
        for (int i = 0; i < row.size(); i++) {
          DuckValues.append(appender, table.columns().get(i), row.get(i));
        }
        appender.endRow();
      }
    }
  }

  static String type(Column column) {
    String each =
        switch (column.type()) {
          case STRING -> "VARCHAR";
          case BYTES -> "BLOB";
          case BOOL -> "BOOLEAN";
          case INT64 -> "BIGINT";
          case FLOAT64 -> "DOUBLE";
          case NUMERIC -> "DECIMAL(38, 9)";
          case DATE -> "DATE";
          case DATETIME -> "TIMESTAMP";
          case TIME -> "TIME";
          case TIMESTAMP -> "TIMESTAMPTZ";
          case STRUCT ->
              column.fields().stream()
                  .map(field -> DIALECT.identifier(field.name()) + " " + type(field))
                  .collect(Collectors.joining(", ", "STRUCT(", ")"));
          case BIGNUMERIC, INTERVAL, JSON, GEOGRAPHY, RANGE ->
              throw new IllegalArgumentException("Cannot make a column of " + column.type());
        };
    return column.isRepeated() ? each + "[]" : each;
  }

  /** Runs a query; values as {@link io.granary.warehouse.Rows} has them. */
  List<List<@Nullable Object>> query(String sql) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(DuckValues.read(result, i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The types whose values both engines have. */
  static List<ColumnType> types() {
    return List.of(
        ColumnType.STRING,
        ColumnType.BYTES,
        ColumnType.BOOL,
        ColumnType.INT64,
        ColumnType.FLOAT64,
        ColumnType.NUMERIC,
        ColumnType.DATE,
        ColumnType.DATETIME,
        ColumnType.TIME,
        ColumnType.TIMESTAMP);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
