package io.granary.warehouse.analysis;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.analysis.DatasetAnalysis.Dates;
import io.granary.warehouse.analysis.DatasetAnalysis.Revenue;
import io.granary.warehouse.analysis.DatasetAnalysis.SplitSizes;
import io.granary.warehouse.analysis.Quality.QualityIssue;
import io.granary.warehouse.analysis.QualityChecks.Measured;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.definition.Role;
import io.granary.warehouse.joins.CheckedJoins;
import io.granary.warehouse.joins.JoinDetector;
import io.granary.warehouse.joins.KeyPair;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Measures a dataset over tables by one query and its joins by others that read their columns
 * alone, and judges it.
 */
public final class Analysis {
  /** Fewer values of the revenue are no evidence: anything pairs with a handful of prices. */
  private static final long LEAST_REVENUES = 10;

  /** How far two estimates of one number may lie apart. */
  private static final double ESTIMATE = 0.15;

  private final Warehouse warehouse;
  private final ResolvedDefinition definition;
  private final UUID id;
  private final @Nullable Long maxBytes;
  private final AnalysisSql sql;
  private long bytes;

  private Analysis(
      Warehouse warehouse, ResolvedDefinition definition, UUID id, @Nullable Long maxBytes) {
    this.warehouse = warehouse;
    this.definition = definition;
    this.id = id;
    this.maxBytes = maxBytes;
    this.sql = new AnalysisSql(definition, warehouse.source(), warehouse.dialect());
  }

  /**
   * Measures a dataset.
   *
   * @param id told again, the same run is meant
   * @param maxBytes the most bytes that one query may read; null for no limit
   * @throws GranaryException what the warehouse throws; VALIDATION_FAILED when top products are
   *     wanted and the revenue of all is negative
   */
  public static DatasetAnalysis measure(
      Warehouse warehouse, ResolvedDefinition definition, UUID id, @Nullable Long maxBytes) {
    return new Analysis(warehouse, definition, id, maxBytes).measure();
  }

  private DatasetAnalysis measure() {
    var figures = new Figures(query(id, "analysis", sql.figures()));
    refuseNegativeTotal(figures);
    long rows = figures.count("row_count");
    Long users = figures.optionalCount("user_count");
    Double mean = users == null || users == 0 ? null : figures.count("user_rows") / (double) users;
    Map<String, Long> nulls = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      definition
          .role(role)
          .ifPresent(_ -> nulls.put(role.toString(), figures.count("null_" + role)));
    }
    long duplicates = rows - Math.min(rows, figures.count("distinct_rows"));
    List<String> leaks = leaks(figures, rows);
    var measured =
        new Measured(
            rows,
            users,
            mean,
            figures.optionalCount("product_count"),
            figures.optionalCount("sparse_products"),
            figures.optionalCount("pair_count"),
            dates(figures),
            split(figures, rows),
            nulls,
            duplicates,
            leaks,
            joins());
    return new DatasetAnalysis(
        rows,
        figures.count("source_rows"),
        figures.optionalCount("rows_without_timestamp"),
        users,
        mean,
        measured.products(),
        measured.sparseProducts(),
        measured.pairs(),
        measured.dates(),
        revenue(figures),
        measured.split(),
        nulls,
        duplicates,
        leaks,
        QualityChecks.judge(measured),
        bytes);
  }

  private List<QualityIssue> joins() {
    List<KeyPair> pairs = DefinitionJoins.of(definition);
    CheckedJoins checked = new JoinDetector(warehouse, id, maxBytes).check(pairs);
    bytes += checked.bytes();
    return JoinIssues.of(pairs, checked.joins());
  }

  private Rows query(UUID queryId, String purpose, String text) {
    Rows rows = warehouse.query(new Query(queryId, purpose, text, maxBytes, 1));
    bytes += rows.bytes();
    return rows;
  }

  private static void refuseNegativeTotal(Figures figures) {
    BigDecimal total = figures.decimal("revenue_of_products");
    if (total != null && total.signum() < 0) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot find the top products: the revenue of all is negative, %s."
              .formatted(total.stripTrailingZeros().toPlainString()),
          List.of(
              new Violation(
                  "/filters/top_products_percent",
                  "has no meaning where the revenue of all products is negative")));
    }
  }

  private @Nullable Dates dates(Figures figures) {
    LocalDate first = figures.day("first_day");
    LocalDate last = figures.day("last_day");
    return first == null || last == null
        ? null
        : new Dates(first, last, ChronoUnit.DAYS.between(first, last) + 1);
  }

  private @Nullable Revenue revenue(Figures figures) {
    if (definition.role(Role.REVENUE).isEmpty()) {
      return null;
    }
    BigDecimal total = figures.decimal("revenue_total");
    long counted = figures.count("revenue_rows");
    return new Revenue(
        total == null ? BigDecimal.ZERO : total,
        total == null || counted == 0 ? null : total.doubleValue() / counted,
        figures.decimal("revenue_min"),
        figures.decimal("revenue_max"));
  }

  private @Nullable SplitSizes split(Figures figures, long rows) {
    if (definition.split() == null) {
      return null;
    }
    long train = figures.count("train_rows");
    return new SplitSizes(
        train,
        rows - train,
        rows == 0 ? null : 100.0 * train / rows,
        figures.optionalCount("users_on_both_sides"));
  }

  /** Columns whose values and those of the revenue stand one for one. */
  private List<String> leaks(Figures figures, long rows) {
    long revenues = figures.count("distinct_revenue");
    List<Output> suspects = new ArrayList<>();
    List<Output> all = sql.suspects();
    for (int i = 0; i < all.size(); i++) {
      long values = figures.count("distinct_" + i);
      if (revenues >= LEAST_REVENUES * (1 - ESTIMATE)
          && Math.abs(values - revenues) <= ESTIMATE * revenues
          && isTelling(all.get(i), values, rows)) {
        suspects.add(all.get(i));
      }
    }
    return suspects.isEmpty() ? List.of() : confirmed(suspects);
  }

  /** Where every row has its own value, only a measure proves anything; an id pairs with all. */
  private static boolean isTelling(Output column, long values, long rows) {
    ColumnType type = column.source().type();
    boolean isMeasure =
        type == ColumnType.FLOAT64 || type == ColumnType.NUMERIC || type == ColumnType.BIGNUMERIC;
    return isMeasure || values * 1.5 < rows;
  }

  private List<String> confirmed(List<Output> suspects) {
    UUID again = UUID.nameUUIDFromBytes((id + " leaks").getBytes(StandardCharsets.UTF_8));
    var exact = new Figures(query(again, "leaks", sql.leaks(suspects)));
    long revenues = exact.count("revenues");
    List<String> leaks = new ArrayList<>();
    for (int i = 0; i < suspects.size(); i++) {
      if (revenues >= LEAST_REVENUES
          && exact.count("values_" + i) == revenues
          && exact.count("pairs_" + i) == revenues) {
        leaks.add(suspects.get(i).name());
      }
    }
    return leaks;
  }
}
