package io.granary.zetasql;

import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.SqlException;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedQueryStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import io.granary.warehouse.DryRun.SqlError;
import io.granary.warehouse.Field;
import io.granary.warehouse.Table;
import io.granary.warehouse.WarehouseSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what BigQuery would take a text for. Every table is there under its dataset, and under
 * project and dataset, each a name of its own.
 */
final class Analyser implements AutoCloseable {
  /** Where the tables are. */
  static final WarehouseSource SOURCE = new WarehouseSource("bigquery", null, "raw_data", null);

  /** The same with a project that must be quoted. */
  static final WarehouseSource PROJECT =
      new WarehouseSource("bigquery", "proj-1", "raw_data", null);

  private static final Pattern PLACE = Pattern.compile("(?s)(.*) \\[at (\\d+):(\\d+)]");

  private final AnalyzerOptions options = BigQueryLanguage.options();
  private final SimpleCatalog catalog = BigQueryLanguage.catalog();
  private final SimpleCatalog.AutoUnregister registered;

  Analyser(List<Table> tables) {
    SimpleCatalog dataset = catalog.addNewSimpleCatalog("raw_data");
    SimpleCatalog project = catalog.addNewSimpleCatalog("proj-1").addNewSimpleCatalog("raw_data");
    for (Table table : tables) {
      dataset.addSimpleTable(ZetaTypes.table(table.name(), table));
      project.addSimpleTable(ZetaTypes.table(table.name(), table));
    }
    registered = catalog.register();
  }

  /** A text that is not one query that runs. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient SqlError error;

    RefusedException(SqlError error, String sql) {
      super("%s [at %d:%d]%n%s".formatted(error.message(), error.line(), error.column(), sql));
      this.error = error;
    }

    SqlError error() {
      return error;
    }
  }

  /**
   * Analyses a query.
   *
   * @throws RefusedException when it is none that BigQuery takes
   */
  Analysis analyse(String sql) {
    ResolvedStatement statement;
    try {
      statement = com.google.zetasql.Analyzer.analyzeStatement(sql, options, catalog);
    } catch (SqlException e) {
      throw new RefusedException(error(String.valueOf(e.getMessage())), sql);
    }
    if (!(statement instanceof ResolvedQueryStmt query)) {
      throw new IllegalStateException("Only queries are supported: " + statement.nodeKindString());
    }
    var seen = new Seen();
    query.accept(seen);
    List<Field> outputs =
        query.getOutputColumnList().stream()
            .map(
                output ->
                    new Field(
                        output.getName(),
                        ZetaTypes.columnType(output.getColumn().getType()),
                        output.getColumn().getType().isArray()))
            .toList();
    return new Analysis(outputs, seen.scans, seen.columns, seen.joins, seen.functions);
  }

  /** Why a query is refused; empty when it is not. */
  Optional<SqlError> refusal(String sql) {
    try {
      analyse(sql);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.error());
    }
  }

  private static SqlError error(String message) {
    Matcher place = PLACE.matcher(message);
    return place.matches()
        ? new SqlError(
            Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3)), place.group(1))
        : new SqlError(0, 0, message);
  }

  @Override
  public void close() {
    registered.close();
  }
}
