package io.granary.warehouse.sql;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.Days;
import io.granary.warehouse.definition.ResolvedDefinition.JoinStep;
import io.granary.warehouse.definition.ResolvedDefinition.JoinType;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.definition.ResolvedDefinition.SplitRule;
import io.granary.warehouse.definition.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody should know who uses the queries of a definition, as sentences for people. */
public final class QueryWarnings {
  /** A sentence names no more columns or tables. */
  private static final int MAX_NAMED = 10;

  private static final List<Role> IDENTIFIERS =
      List.of(Role.USER_ID, Role.PRODUCT_ID, Role.SESSION_ID);

  private final Definition definition;
  private final ResolvedDefinition resolved;
  private final List<String> warnings = new ArrayList<>();

  private QueryWarnings(Definition definition, ResolvedDefinition resolved) {
    this.definition = definition;
    this.resolved = resolved;
  }

  /**
   * The warnings about a definition; none when there is nothing to know.
   *
   * @param resolved the same definition
   */
  public static List<String> of(Definition definition, ResolvedDefinition resolved) {
    return new QueryWarnings(definition, resolved).all();
  }

  private List<String> all() {
    moving();
    emptySides();
    names();
    joins();
    identifiers();
    key();
    leftOut();
    return List.copyOf(warnings);
  }

  private void moving() {
    boolean isCounted =
        resolved.days() instanceof Days.Rolling || resolved.split() instanceof SplitRule.ByTime;
    if (isCounted && resolved.asOf() == null) {
      warnings.add(
          "Without as_of, days count from the day in UTC on which a query runs, so that the rows"
              + " move with the day; a version keeps the day.");
    }
  }

  /** What the days of rows and a split by time leave to each side. */
  private void emptySides() {
    if (!(resolved.split() instanceof SplitRule.ByTime(int evalDays))) {
      return;
    }
    switch (resolved.days()) {
      case Days.Rolling(int days) when days < evalDays ->
          warnings.add(
              "Train has no rows: the last %d days are for eval, and the dates reach back %d."
                  .formatted(evalDays, days));
      case Days.Fixed fixed when resolved.asOf() != null -> {
        var lastTrain = resolved.asOf().minusDays(evalDays);
        if (!fixed.end().isAfter(lastTrain)) {
          warnings.add(
              "Eval has no rows: it begins after %s, and the dates end on %s."
                  .formatted(lastTrain, fixed.end()));
        }
        if (fixed.start().isAfter(lastTrain)) {
          warnings.add(
              "Train has no rows: it ends on %s, and the dates begin on %s."
                  .formatted(lastTrain, fixed.start()));
        }
      }
      case Days.Fixed _ ->
          warnings.add(
              "The dates are fixed and the split counts from the day on which a query runs, so"
                  + " that eval loses rows day by day; give as_of.");
      case null, default -> {}
    }
  }

  private void names() {
    List<String> renamed = new ArrayList<>();
    for (int i = 0; i < resolved.outputs().size(); i++) {
      Output output = resolved.outputs().get(i);
      boolean isWished =
          !definition.columns().isEmpty() && definition.columns().get(i).alias() != null;
      if (!isWished && !output.name().equals(output.source().place().name())) {
        renamed.add("%s is %s".formatted(name(output.source()), output.name()));
      }
    }
    if (!renamed.isEmpty()) {
      warnings.add(
          "Columns are named otherwise than in their tables: %s.".formatted(listed(renamed)));
    }
  }

  private void joins() {
    for (JoinStep step : resolved.joins()) {
      if (step.type() == JoinType.RIGHT || step.type() == JoinType.FULL) {
        warnings.add(
            "The %s join of %s brings rows in that %s does not have."
                .formatted(
                    step.type().name().toLowerCase(Locale.ROOT),
                    shown(step.added().alias()),
                    shown(resolved.tables().getFirst().alias())));
      }
      for (JoinStep.Pair pair : step.on()) {
        if (pair.left().type() == ColumnType.FLOAT64 || pair.right().type() == ColumnType.FLOAT64) {
          warnings.add(
              "The join of %s with %s compares FLOAT64, which tells whole numbers over 2^53 and"
                      .formatted(name(pair.left()), name(pair.right()))
                  + " most decimal numbers only roughly.");
        }
      }
    }
  }

  private void identifiers() {
    for (Role role : IDENTIFIERS) {
      Optional<Source> source = resolved.role(role);
      if (source.isPresent() && source.get().type() == ColumnType.FLOAT64) {
        warnings.add(
            "The %s %s is FLOAT64: NaN counts as no value, and whole numbers over 2^53 run"
                    .formatted(role, name(source.get()))
                + " together.");
      }
    }
    Optional<Source> revenue = resolved.role(Role.REVENUE);
    if (resolved.topProductsPercent() != null
        && revenue.isPresent()
        && revenue.get().type() == ColumnType.FLOAT64) {
      warnings.add(
          "The revenue %s is FLOAT64: top products are found by sums of values rounded to nine"
                  .formatted(name(revenue.get()))
              + " decimals.");
    }
  }

  private void key() {
    if (!(resolved.split() instanceof SplitRule.ByHash byHash)) {
      return;
    }
    warnings.add(
        "Rows whose %s is null are all on one side of the split.".formatted(name(byHash.key())));
    Optional<Source> user = resolved.role(Role.USER_ID);
    if (user.isPresent() && !user.get().equals(byHash.key())) {
      warnings.add(
          "Rows of one user may be on both sides, because the split goes by %s."
              .formatted(name(byHash.key())));
    }
  }

  private void leftOut() {
    List<String> roles = new ArrayList<>();
    if (resolved.needsDates()) {
      roles.add(Role.TIMESTAMP.toString());
    }
    if (resolved.topProductsPercent() != null) {
      roles.add(Role.PRODUCT_ID.toString());
    }
    if (resolved.minTransactions() != null) {
      roles.add(Role.USER_ID.toString());
    }
    if (!roles.isEmpty()) {
      warnings.add("Rows without %s are left out.".formatted(String.join(" or ", roles)));
    }
  }

  private static String name(Source source) {
    return shown(source.use().alias() + "." + source.place().name());
  }

  private static String listed(List<String> names) {
    int more = names.size() - MAX_NAMED;
    String first = String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size())));
    return more > 0 ? "%s, and %d more".formatted(first, more) : first;
  }

  private static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "\uFFFD");
    return line.length() > 100 ? line.substring(0, 100) + "…" : line;
  }
}
