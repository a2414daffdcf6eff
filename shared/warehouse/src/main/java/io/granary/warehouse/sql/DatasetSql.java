package io.granary.warehouse.sql;

import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.JoinStep;
import io.granary.warehouse.definition.ResolvedDefinition.JoinStep.Pair;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.definition.ResolvedDefinition.TableUse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The SQL of a dataset: formatted, without a semicolon or comment at its end, ready to be pasted or
 * put in parentheses. Common table expressions follow each other as in {@code source → filtered →
 * top_products, active_users → dataset}.
 */
public final class DatasetSql {
  /** Which rows are wanted. */
  public enum Part {
    FULL,
    TRAIN,
    EVAL
  }

  private final ResolvedDefinition definition;
  private final WarehouseSource source;
  private final Dialect dialect;
  private final Names names;
  private final Filtering filtering;
  private final Memberships memberships;

  /** Writes a definition over the tables of a source. */
  public DatasetSql(ResolvedDefinition definition, WarehouseSource source, Dialect dialect) {
    this.definition = definition;
    this.source = source;
    this.dialect = dialect;
    this.names = new Names(definition);
    this.filtering = new Filtering(definition, names, dialect);
    this.memberships = new Memberships(definition, filtering, dialect);
  }

  /**
   * The query of a part.
   *
   * @throws IllegalArgumentException when a part of a definition without a split is asked for
   */
  public String select(Part part) {
    return query(part, this::column);
  }

  /**
   * The query of a part whose columns have the types that TFX ExampleGen reads: INT64, FLOAT64,
   * BOOL, STRING and arrays of these. For BigQuery only.
   */
  public String tfx(Part part) {
    return query(part, output -> TfxTypes.cast(column(output), output.source().column()));
  }

  private String query(Part part, Function<Output, String> item) {
    List<String> where =
        switch (part) {
          case FULL -> List.of();
          case TRAIN -> List.of(filtering.isTrain());
          case EVAL -> List.of(filtering.isEval());
        };
    return expressions(names.hidden(definition))
        + "\nSELECT\n"
        + lines(definition.outputs().stream().map(output -> named(item, output)).toList(), "  ")
        + "\nFROM dataset"
        + where(where, "");
  }

  /** An output's column in the common table expressions. */
  private String column(Output output) {
    return dialect.identifier(names.of(output));
  }

  private String named(Function<Output, String> item, Output output) {
    String value = item.apply(output);
    String name = dialect.identifier(output.name());
    return value.equals(name) ? name : value + " AS " + name;
  }

  /**
   * The common table expressions with {@code WITH} before them, for a query of one's own over
   * {@code filtered} or {@code dataset}; both have every column of {@link #column}.
   */
  public String with() {
    return expressions(names.hiddenWithRoles(definition));
  }

  /**
   * The quoted name that an output's, a role's or a split key's column has in {@link #with}.
   *
   * @throws IllegalArgumentException for any other column
   */
  public String column(Source column) {
    return filtering.column(column);
  }

  /** Whether a row of {@code dataset} is to train on: a condition over its columns. */
  public String isTrain() {
    return filtering.isTrain();
  }

  private String expressions(Set<Source> hidden) {
    List<String> all = new ArrayList<>();
    all.add("source AS (\n" + source(hidden) + "\n)");
    all.add("filtered AS (\n  SELECT *\n  FROM source" + where(filtering.ofRows(), "  ") + "\n)");
    List<String> members = new ArrayList<>();
    BigDecimal percent = definition.topProductsPercent();
    if (percent != null) {
      all.add("top_products AS (\n" + memberships.topProducts(percent) + "\n)");
      members.add(memberships.isOfTopProduct());
    }
    Long least = definition.minTransactions();
    if (least != null) {
      all.add("active_users AS (\n" + memberships.activeUsers(least) + "\n)");
      members.add(memberships.isOfActiveUser());
    }
    all.add("dataset AS (\n  SELECT *\n  FROM filtered" + where(members, "  ") + "\n)");
    return "WITH " + String.join(",\n", all);
  }

  private String source(Set<Source> hidden) {
    List<String> items = new ArrayList<>();
    for (Output output : definition.outputs()) {
      items.add(within(output.source()) + " AS " + column(output));
    }
    for (Source each : hidden) {
      items.add(within(each) + " AS " + filtering.column(each));
    }
    var sql = new StringBuilder("  SELECT\n").append(lines(items, "    "));
    sql.append("\n  FROM ").append(table(definition.tables().getFirst()));
    for (JoinStep join : definition.joins()) {
      sql.append("\n  ").append(keyword(join)).append(' ').append(joined(join.added()));
      List<String> on = join.on().stream().map(this::equality).toList();
      sql.append("\n    ON ").append(String.join("\n    AND ", on));
    }
    return sql.toString();
  }

  private String table(TableUse use) {
    return dialect.table(source, use.table().name()) + " AS " + dialect.identifier(use.alias());
  }

  /**
   * A table after others. In GoogleSQL its first name, which is that of the project or dataset,
   * means one of the tables before it or one of their columns where there is one of that name.
   */
  private String joined(TableUse use) {
    String first = source.project() == null ? source.dataset() : source.project();
    return Names.isTaken(definition.tables(), first)
        ? "(SELECT * FROM %s) AS %s"
            .formatted(dialect.table(source, use.table().name()), dialect.identifier(use.alias()))
        : table(use);
  }

  private static String keyword(JoinStep join) {
    return switch (join.type()) {
      case INNER -> "INNER JOIN";
      case LEFT -> "LEFT JOIN";
      case RIGHT -> "RIGHT JOIN";
      case FULL -> "FULL OUTER JOIN";
    };
  }

  private String equality(Pair pair) {
    return comparable(pair.left()) + " = " + comparable(pair.right());
  }

  private String comparable(Source each) {
    return dialect.comparable(within(each), each.type());
  }

  private String within(Source each) {
    return dialect.identifier(each.use().alias()) + "." + dialect.path(each.place().path());
  }

  private static String where(List<String> conditions, String indent) {
    return conditions.isEmpty()
        ? ""
        : "\n" + indent + "WHERE " + String.join("\n" + indent + "  AND ", conditions);
  }

  private static String lines(List<String> items, String indent) {
    return indent + String.join(",\n" + indent, items);
  }
}
