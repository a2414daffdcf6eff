package io.granary.query;

import io.granary.api.StoredDefinition;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.warehouse.Column;
import io.granary.warehouse.definition.ResolvedDefinition.SplitRule;
import io.granary.warehouse.sql.DatasetSql.Part;
import io.granary.warehouse.sql.Dialect;
import io.granary.warehouse.sql.QueryWarnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the queries of a definition. */
final class Queries {
  /** The dialects as parameters name them. */
  static final String DIALECTS = "bigquery|duckdb";

  private final StoredDefinition stored;

  Queries(StoredDefinition stored) {
    this.stored = stored;
  }

  /**
   * The query of a part in a dialect.
   *
   * @param dialect one of {@link #DIALECTS}; null for bigquery
   */
  SqlQuery select(Part part, @Nullable String dialect) {
    Dialect chosen = "duckdb".equals(dialect) ? Dialect.duckDb() : Dialect.bigQuery();
    return new SqlQuery(
        stored.select(part, chosen),
        chosen.name(),
        part == Part.FULL ? null : part.name().toLowerCase(Locale.ROOT),
        stored.resolved().asOf(),
        columns(),
        warnings(chosen));
  }

  /**
   * Makes sure that rows are divided.
   *
   * @param pointer what asks for it
   * @throws GranaryException VALIDATION_FAILED
   */
  void needSplit(String pointer) {
    if (stored.resolved().split() == null) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot give the query of a split: the definition has none.",
          List.of(
              new Violation(
                  pointer,
                  "needs a split in the definition; PUT /api/datasets/%s gives it one"
                      .formatted(stored.dataset().id()))));
    }
  }

  private List<QueryColumn> columns() {
    return stored.resolved().outputs().stream()
        .map(
            output ->
                new QueryColumn(
                    output.name(),
                    type(output.source().column()),
                    stored.resolved().roleOf(output.source()).map(Object::toString).orElse(null)))
        .toList();
  }

  private static String type(Column column) {
    return column.isRepeated() ? "ARRAY<" + column.type() + ">" : column.type().name();
  }

  /** What should be known about the queries in a dialect. */
  List<String> warnings(Dialect dialect) {
    List<String> all = new ArrayList<>(QueryWarnings.of(stored.definition(), stored.resolved()));
    String kind = stored.source().kind();
    if (!kind.equals(dialect.name())) {
      all.add(
          "The tables of the model are in %s; the same query for %s is given."
              .formatted(product(kind), product(dialect.name())));
    } else if (kind.equals("bigquery") && stored.source().project() == null) {
      all.add("The model names no cloud project; run the query in the one that has the tables.");
    }
    if (dialect.name().equals("duckdb") && stored.resolved().split() instanceof SplitRule.ByHash) {
      all.add("The split calls farm_fingerprint, a function that DuckDB does not have by itself.");
    }
    return List.copyOf(all);
  }

  private static String product(String kind) {
    return kind.equals("duckdb") ? "DuckDB" : "BigQuery";
  }
}
