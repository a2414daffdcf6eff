package io.granary.warehouse.analysis;

import io.granary.warehouse.analysis.DatasetAnalysis.Dates;
import io.granary.warehouse.analysis.DatasetAnalysis.SplitSizes;
import io.granary.warehouse.analysis.Quality.QualityIssue;
import io.granary.warehouse.analysis.Quality.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges what was measured. */
final class QualityChecks {
  private final List<QualityIssue> issues = new ArrayList<>();

  private QualityChecks() {}

  static Quality judge(Measured measured) {
    var checks = new QualityChecks();
    checks.judgeRows(measured);
    checks.issues.addAll(measured.ofJoins());
    return Quality.of(checks.issues);
  }

  private void judgeRows(Measured measured) {
    if (measured.rows() == 0) {
      add("EMPTY", Severity.HIGH, null, 0, 1, "No row passes the filters: widen them.");
    }
    engagement(measured);
    coverage(measured);
    range(measured.dates());
    measured.nulls().forEach((role, count) -> nulls(role, count, measured.rows()));
    double duplicates = share(measured.duplicates(), measured.rows());
    if (duplicates > 0.01) {
      add(
          "DUPLICATES",
          Severity.MEDIUM,
          null,
          duplicates,
          0.01,
          "Rows are there more than once: look for a join that multiplies rows.");
    }
    leaks(measured.split(), measured.targetLeaks());
  }

  private void engagement(Measured measured) {
    Double mean = measured.meanRowsPerUser();
    if (mean != null && mean < 5) {
      boolean isHigh = mean < 3;
      add(
          "LOW_ENGAGEMENT",
          isHigh ? Severity.HIGH : Severity.MEDIUM,
          null,
          mean,
          isHigh ? 3 : 5,
          "Users have few rows: take a longer range of dates, or raise min_transactions.");
    }
    Long users = measured.users();
    Long products = measured.products();
    if (users != null && users < 1000) {
      add(
          "COLD_START",
          Severity.HIGH,
          "user_id",
          users.doubleValue(),
          1000,
          "There are few users to learn from.");
    } else if (products != null && products < 100) {
      add(
          "COLD_START",
          Severity.HIGH,
          "product_id",
          products.doubleValue(),
          100,
          "There are few products to tell apart.");
    }
  }

  private void coverage(Measured measured) {
    Long products = measured.products();
    Long sparse = measured.sparseProducts();
    if (products != null && sparse != null && share(sparse, products) > 0.5) {
      add(
          "SPARSE_COVERAGE",
          Severity.MEDIUM,
          "product_id",
          share(sparse, products),
          0.5,
          "Most products have fewer than 5 rows: lower top_products_percent.");
    }
    Long users = measured.users();
    Long pairs = measured.pairs();
    if (users != null && products != null && pairs != null && users > 0 && products > 0) {
      double sparsity = 1 - pairs / (users.doubleValue() * products.doubleValue());
      if (sparsity > 0.999) {
        boolean isHigh = sparsity > 0.9999;
        add(
            "EXTREME_SPARSITY",
            isHigh ? Severity.HIGH : Severity.MEDIUM,
            null,
            sparsity,
            isHigh ? 0.9999 : 0.999,
            "Users have hardly any product in common: keep active users and top products.");
      }
    }
  }

  private void range(@Nullable Dates dates) {
    if (dates != null && dates.days() < 30) {
      boolean isHigh = dates.days() < 7;
      add(
          "SHORT_RANGE",
          isHigh ? Severity.HIGH : Severity.MEDIUM,
          "timestamp",
          (double) dates.days(),
          isHigh ? 7 : 30,
          "The rows lie on few days: seasons and weekdays cannot be learnt.");
    }
  }

  private void nulls(String role, long count, long rows) {
    double share = share(count, rows);
    if (share > 0.01) {
      boolean isHigh = share > 0.2;
      add(
          "NULLS",
          isHigh ? Severity.HIGH : Severity.MEDIUM,
          role,
          share,
          isHigh ? 0.2 : 0.01,
          "Rows have no value for this role: filter them with is_not_null, or map another column.");
    }
  }

  private void leaks(@Nullable SplitSizes split, List<String> targetLeaks) {
    Long onBothSides = split == null ? null : split.usersOnBothSides();
    if (onBothSides != null && onBothSides > 0) {
      add(
          "SPLIT_LEAK",
          Severity.LOW,
          "user_id",
          onBothSides.doubleValue(),
          0,
          "Users are in train and eval: split at random by user_id where that must not be.");
    }
    for (String column : targetLeaks) {
      add(
          "TARGET_LEAK",
          Severity.HIGH,
          column,
          1,
          1,
          "The column says the revenue in other words: leave it out of the features.");
    }
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private void add(
      String code,
      Severity severity,
      @Nullable String subject,
      double value,
      double threshold,
      String advice) {
    issues.add(new QualityIssue(code, severity, subject, value, threshold, advice));
  }

  /**
   * What is judged.
   *
   * @param ofJoins what was found of joins by themselves
   */
  record Measured(
      long rows,
      @Nullable Long users,
      @Nullable Double meanRowsPerUser,
      @Nullable Long products,
      @Nullable Long sparseProducts,
      @Nullable Long pairs,
      @Nullable Dates dates,
      @Nullable SplitSizes split,
      Map<String, Long> nulls,
      long duplicates,
      List<String> targetLeaks,
      List<QualityIssue> ofJoins) {}
}
