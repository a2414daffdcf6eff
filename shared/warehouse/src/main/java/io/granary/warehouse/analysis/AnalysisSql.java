package io.granary.warehouse.analysis;

import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.definition.Role;
import io.granary.warehouse.joins.JoinQueries;
import io.granary.warehouse.sql.DatasetSql;
import io.granary.warehouse.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The queries of an analysis: one for all figures, one more where a leak is suspected, and those
 * that check the joins.
 */
public final class AnalysisSql {
  private static final Set<ColumnType> NOT_IN_JSON =
      Set.of(ColumnType.GEOGRAPHY, ColumnType.RANGE, ColumnType.INTERVAL);

  private final ResolvedDefinition definition;
  private final Dialect dialect;
  private final DatasetSql dataset;
  private final JoinQueries joins;
  private final List<String> items = new ArrayList<>();
  private final List<String> expressions = new ArrayList<>();

  public AnalysisSql(ResolvedDefinition definition, WarehouseSource source, Dialect dialect) {
    this.definition = definition;
    this.dialect = dialect;
    this.dataset = new DatasetSql(definition, source, dialect);
    this.joins = new JoinQueries(dialect, source);
  }

  /**
   * All that an analysis asks at the most: the figures, the leaks as if every column that may be
   * one were suspected, and the joins.
   */
  public List<String> all() {
    List<String> all = new ArrayList<>();
    all.add(figures());
    List<Output> suspects = suspects();
    if (!suspects.isEmpty()) {
      all.add(leaks(suspects));
    }
    all.addAll(joins.comparing(DefinitionJoins.of(definition)));
    return all;
  }

  /** One row with a column for each figure, under its name; see {@link Figures}. */
  public String figures() {
    items.clear();
    expressions.clear();
    items.add("COUNT(*) AS row_count");
    for (Role role : Role.values()) {
      definition.role(role).ifPresent(source -> nulls(role, source));
    }
    definition.role(Role.TIMESTAMP).ifPresent(this::dates);
    definition.role(Role.REVENUE).ifPresent(this::revenue);
    if (definition.split() != null) {
      items.add("COUNT(CASE WHEN %s THEN 1 END) AS train_rows".formatted(dataset.isTrain()));
    }
    items.add(distinctRows() + " AS distinct_rows");
    leakCandidates();
    Optional<Source> user = definition.role(Role.USER_ID);
    Optional<Source> product = definition.role(Role.PRODUCT_ID);
    user.ifPresent(this::users);
    product.ifPresent(this::products);
    if (user.isPresent() && product.isPresent()) {
      pairs(comparable(user.get()), comparable(product.get()));
    }
    items.add("(SELECT COUNT(*) FROM source) AS source_rows");
    return dataset.with()
        + String.join("", expressions)
        + "\nSELECT\n  "
        + String.join(",\n  ", items)
        + "\nFROM dataset";
  }

  private void nulls(Role role, Source source) {
    items.add(
        "COUNT(CASE WHEN %s IS NULL THEN 1 END) AS null_%s"
            .formatted(dataset.column(source), role));
  }

  private void dates(Source timestamp) {
    String day = dialect.day(dataset.column(timestamp), timestamp.type());
    items.add("MIN(%s) AS first_day".formatted(day));
    items.add("MAX(%s) AS last_day".formatted(day));
    items.add(
        "(SELECT COUNT(*) FROM source WHERE %s IS NULL) AS rows_without_timestamp"
            .formatted(dataset.column(timestamp)));
  }

  private void revenue(Source revenue) {
    String exact = dialect.exact(dataset.column(revenue), revenue.type());
    items.add("SUM(%s) AS revenue_total".formatted(exact));
    items.add("MIN(%s) AS revenue_min".formatted(exact));
    items.add("MAX(%s) AS revenue_max".formatted(exact));
    items.add("COUNT(%s) AS revenue_rows".formatted(exact));
    if (definition.topProductsPercent() != null) {
      String product = comparable(definition.required(Role.PRODUCT_ID));
      items.add(
          "(SELECT SUM(%s) FROM filtered WHERE %s IS NOT NULL) AS revenue_of_products"
              .formatted(exact, product));
    }
  }

  /** Counts rows that differ; columns that have no form as JSON take no part. */
  private String distinctRows() {
    List<String> columns =
        definition.outputs().stream()
            .filter(output -> !NOT_IN_JSON.contains(output.source().type()))
            .map(output -> dataset.column(output.source()))
            .toList();
    return columns.isEmpty()
        ? "COUNT(*)"
        : "COUNT(DISTINCT %s)".formatted(dialect.fingerprint(columns));
  }

  private static boolean isToldApart(Column column) {
    return column.isScalar() && column.type().isGroupable() && !NOT_IN_JSON.contains(column.type());
  }

  /** Columns that may say the revenue in other words. */
  List<Output> suspects() {
    Optional<Source> revenue = definition.role(Role.REVENUE);
    if (revenue.isEmpty()) {
      return List.of();
    }
    return definition.outputs().stream()
        .filter(output -> isToldApart(output.source().column()))
        .filter(output -> !output.source().equals(revenue.get()) && !isKey(output.source()))
        .toList();
  }

  private boolean isKey(Source source) {
    return definition
        .roleOf(source)
        .filter(
            role ->
                role == Role.USER_ID
                    || role == Role.PRODUCT_ID
                    || role == Role.SESSION_ID
                    || role == Role.TIMESTAMP)
        .isPresent();
  }

  private void leakCandidates() {
    List<Output> suspects = suspects();
    if (suspects.isEmpty()) {
      return;
    }
    items.add(
        dialect.approximateDistinct(dataset.column(definition.required(Role.REVENUE)))
            + " AS distinct_revenue");
    for (int i = 0; i < suspects.size(); i++) {
      items.add(
          dialect.approximateDistinct(dataset.column(suspects.get(i).source()))
              + " AS distinct_"
              + i);
    }
  }

  private void users(Source user) {
    String sides =
        definition.split() == null
            ? ""
            : ",\n    COUNT(CASE WHEN %s THEN 1 END) AS train_rows".formatted(dataset.isTrain());
    add(
        "users",
        "SELECT %s AS id, COUNT(*) AS row_count%s".formatted(comparable(user), sides),
        "GROUP BY 1");
    items.add("(SELECT COUNT(id) FROM users) AS user_count");
    items.add("(SELECT SUM(row_count) FROM users WHERE id IS NOT NULL) AS user_rows");
    if (definition.split() != null) {
      items.add(
          "(SELECT COUNT(id) FROM users WHERE train_rows BETWEEN 1 AND row_count - 1)"
              + " AS users_on_both_sides");
    }
  }

  private void products(Source product) {
    add(
        "products",
        "SELECT %s AS id, COUNT(*) AS row_count".formatted(comparable(product)),
        "GROUP BY 1");
    items.add("(SELECT COUNT(id) FROM products) AS product_count");
    items.add("(SELECT COUNT(id) FROM products WHERE row_count < 5) AS sparse_products");
  }

  private void pairs(String user, String product) {
    add(
        "pairs",
        "SELECT %s AS user_id, %s AS product_id".formatted(user, product),
        "GROUP BY 1, 2");
    items.add(
        "(SELECT COUNT(*) FROM pairs WHERE user_id IS NOT NULL AND product_id IS NOT NULL)"
            + " AS pair_count");
  }

  private void add(String name, String select, String end) {
    expressions.add(",\n%s AS (\n  %s\n  FROM dataset\n  %s\n)".formatted(name, select, end));
  }

  private String comparable(Source source) {
    return dialect.comparable(dataset.column(source), source.type());
  }

  /**
   * For each column, in order: its distinct values, and its distinct pairs with the revenue; and
   * before them the distinct values of the revenue. All exact, over rows that have both.
   */
  public String leaks(List<Output> columns) {
    String revenue = dataset.column(definition.required(Role.REVENUE));
    List<String> counts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = dataset.column(columns.get(i).source());
      counts.add("COUNT(DISTINCT %s) AS values_%d".formatted(name, i));
      counts.add(
          "COUNT(DISTINCT CASE WHEN %s IS NOT NULL AND %s IS NOT NULL THEN %s END) AS pairs_%d"
              .formatted(name, revenue, dialect.fingerprint(List.of(name, revenue)), i));
    }
    return dataset.with()
        + "\nSELECT\n  COUNT(DISTINCT %s) AS revenues,\n  ".formatted(revenue)
        + String.join(",\n  ", counts)
        + "\nFROM dataset";
  }
}
