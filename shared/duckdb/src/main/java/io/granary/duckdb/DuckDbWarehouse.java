package io.granary.duckdb;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Column;
import io.granary.warehouse.DryRun;
import io.granary.warehouse.DryRun.SqlError;
import io.granary.warehouse.Field;
import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableInfo;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.sql.Dialect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Files as tables. What a query reads is counted as the sizes of the files of its tables. */
final class DuckDbWarehouse implements Warehouse {
  private final WarehouseSource source;
  private final Supplier<Database> database;
  private final Supplier<FileTables> files;

  DuckDbWarehouse(WarehouseSource source, Supplier<Database> database, Supplier<FileTables> files) {
    this.source = source;
    this.database = database;
    this.files = files;
  }

  @Override
  public WarehouseSource source() {
    return source;
  }

  @Override
  public Dialect dialect() {
    return Dialect.duckDb();
  }

  @Override
  public List<TableInfo> tables() {
    FileTables tables = files.get();
    return database.get().run(tables::all).stream().map(BoundTable::info).toList();
  }

  @Override
  public Optional<Table> table(String name) {
    FileTables tables = files.get();
    List<BoundTable> found = database.get().run(session -> tables.named(session, List.of(name)));
    return found.stream()
        .filter(table -> table.file().table().equals(name))
        .findFirst()
        .map(
            table -> {
              if (table.problem() != null) {
                throw new GranaryException(Code.WAREHOUSE_QUERY_FAILED, table.problem());
              }
              return new Table(name, table.columns());
            });
  }

  @Override
  public DryRun dryRun(String sql) {
    FileTables tables = files.get();
    return database
        .get()
        .run(
            session -> {
              try {
                Plan plan = plan(session, tables, sql);
                return new DryRun(List.of(), plan.bytes(), plan.fields());
              } catch (StatementException e) {
                return new DryRun(List.of(e.error()), 0, List.of());
              }
            });
  }

  @Override
  public Rows query(Query query) {
    FileTables tables = files.get();
    return database.get().run(session -> query(session, tables, query));
  }

  /** Files may change between the look at them and the query, which is then begun once more. */
  private static Rows query(Session session, FileTables tables, Query query) throws SQLException {
    try {
      Plan plan = plan(session, tables, query.sql());
      Long max = query.maxBytes();
      if (max != null && plan.bytes() > max) {
        throw new GranaryException(
            Code.BUDGET_EXCEEDED,
            "Cannot run the query: it reads %d bytes of at most %d".formatted(plan.bytes(), max));
      }
      try {
        return rows(session, plan, query.maxRows());
      } catch (SQLException e) {
        if (FileTables.unchanged(plan.tables())) {
          throw e;
        }
        return rows(session, plan(session, tables, query.sql()), query.maxRows());
      }
    } catch (StatementException e) {
      throw new GranaryException(
          Code.WAREHOUSE_QUERY_FAILED, "Cannot run the query: " + e.getMessage(), e);
    }
  }

  /** A statement that can run, the tables that it reads, and what it gives. */
  private record Plan(SelectStatement statement, List<BoundTable> tables, List<Column> columns) {
    long bytes() {
      return tables.stream().mapToLong(table -> table.file().size()).sum();
    }

    List<Field> fields() {
      return columns.stream()
          .map(column -> new Field(column.name(), column.type(), column.isRepeated()))
          .toList();
    }
  }

  private static Plan plan(Session session, FileTables tables, String sql)
      throws SQLException, StatementException {
    SelectStatement statement = SelectStatement.parse(session, sql, tables.schema());
    List<BoundTable> read = tables.named(session, statement.tables());
    for (BoundTable table : read) {
      if (table.problem() != null) {
        throw new StatementException(new SqlError(0, 0, table.problem()));
      }
    }
    try (PreparedStatement prepared = session.prepare(sql)) {
      if (prepared.getParameterMetaData().getParameterCount() > 0) {
        throw new StatementException(new SqlError(0, 0, "Cannot run a query with parameters"));
      }
      return new Plan(statement, read, columns(prepared.getMetaData()));
    } catch (SQLException e) {
      throw new StatementException(Failure.of(e).in(sql));
    }
  }

  private static List<Column> columns(ResultSetMetaData about) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= about.getColumnCount(); i++) {
      columns.add(TypeReader.column(about.getColumnName(i), about.getColumnTypeName(i)));
    }
    return columns;
  }

  private static Rows rows(Session session, Plan plan, int most) throws SQLException {
    return session.select(
        plan.statement().limitedTo(most),
        rows -> {
          List<List<@Nullable Object>> values = new ArrayList<>();
          while (rows.next()) {
            values.add(row(rows, plan.columns()));
          }
          return new Rows(plan.fields(), values, plan.bytes());
        });
  }

  private static List<@Nullable Object> row(ResultSet rows, List<Column> columns)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(ValueReader.read(rows, i + 1, columns.get(i)));
    }
    return values;
  }
}
