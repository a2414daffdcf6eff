package io.granary.zetasql;

import com.google.common.collect.ImmutableList;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.PreparedQuery;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.SqlException;
import com.google.zetasql.TableContent;
import com.google.zetasql.Type;
import com.google.zetasql.Value;
import io.granary.warehouse.Table;
import io.granary.warehouse.sql.Dialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries over a world by Google's reference implementation, which reads only tables whose
 * name is one part: {@code `raw_data`.`orders`} is given to it as {@code `raw_data.orders`}.
 */
final class Reference implements AutoCloseable {
  private static final Dialect DIALECT = Dialect.bigQuery();

  private final World world;
  private final AnalyzerOptions options = BigQueryLanguage.options();
  private final SimpleCatalog catalog = BigQueryLanguage.catalog();
  private final SimpleCatalog.AutoUnregister registered;

  Reference(World world) {
    this.world = world;
    Map<String, TableContent> contents = new HashMap<>();
    for (Table table : world.tables()) {
      String name = name(table);
      catalog.addSimpleTable(ZetaTypes.table(name, table));
      contents.put(name, TableContent.create(values(table)));
    }
    registered = catalog.register(contents);
  }

  private static String name(Table table) {
    return Analyser.SOURCE.dataset() + "." + table.name();
  }

  private List<List<Value>> values(Table table) {
    List<Type> types = table.columns().stream().map(ZetaTypes::of).toList();
    List<List<Value>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : world.rows(table)) {
      List<Value> values = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        values.add(ZetaValues.of(types.get(i), row.get(i)));
      }
      rows.add(values);
    }
    return rows;
  }

  /**
   * Runs a query over the tables of {@link Analyser#SOURCE}.
   *
   * @throws SqlException when it cannot be run to its end
   */
  List<List<@Nullable Object>> query(String sql) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (PreparedQuery query =
        PreparedQuery.builder()
            .setSql(flat(sql))
            .setAnalyzerOptions(options)
            .setCatalog(catalog)
            .prepare()) {
      for (ImmutableList<Value> values : query.execute(Map.of()).getTableData()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Value value : values) {
          row.add(ZetaValues.read(value));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private String flat(String sql) {
    String flat = sql;
    for (Table table : world.tables()) {
      flat =
          flat.replace(
              DIALECT.table(Analyser.SOURCE, table.name()), DIALECT.identifier(name(table)));
    }
    return flat;
  }

  @Override
  public void close() {
    registered.close();
  }
}
