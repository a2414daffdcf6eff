package io.granary.warehouse.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.analysis.DatasetAnalysis.Dates;
import io.granary.warehouse.analysis.DatasetAnalysis.SplitSizes;
import io.granary.warehouse.analysis.Quality.QualityIssue;
import io.granary.warehouse.analysis.Quality.Severity;
import io.granary.warehouse.analysis.QualityChecks.Measured;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each threshold from both of its sides, in a dataset with which nothing else is wrong. */
final class QualityChecksTest {
  private static final long ROWS = 100_000;

  /** A dataset without issues, but for one figure. */
  private static Quality judged(String figure, double value) {
    return QualityChecks.judge(
        new Measured(
            ROWS,
            or(1000, "users", figure, value),
            figure.equals("mean") ? value : 5,
            or(figure.equals("pairs") ? 1000 : 100, "products", figure, value),
            or(0, "sparse", figure, value),
            or(1_000_000, "pairs", figure, value),
            dates(or(30, "days", figure, value)),
            new SplitSizes(ROWS / 2, ROWS / 2, 50.0, or(0, "both", figure, value)),
            Map.of("revenue", or(0, "nulls", figure, value)),
            or(0, "duplicates", figure, value),
            figure.equals("leaks") ? List.of("price") : List.of(),
            List.of()));
  }

  private static long or(long usual, String name, String figure, double value) {
    return name.equals(figure) ? (long) value : usual;
  }

  private static Dates dates(long days) {
    LocalDate first = LocalDate.of(2026, 1, 1);
    return new Dates(first, first.plusDays(days - 1), days);
  }

  @ParameterizedTest
  @CsvSource({
    "mean, 5",
    "users, 1000",
    "products, 100",
    "sparse, 50",
    "pairs, 1001",
    "days, 30",
    "nulls, 1000",
    "duplicates, 1000",
    "both, 0"
  })
  void onThisSideNothingIsSaid(String figure, double value) {
    assertThat(judged(figure, value)).isEqualTo(new Quality(100, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "mean, 4.99, LOW_ENGAGEMENT, MEDIUM, , 5, 90",
    "mean, 3, LOW_ENGAGEMENT, MEDIUM, , 5, 90",
    "mean, 2.99, LOW_ENGAGEMENT, HIGH, , 3, 75",
    "users, 999, COLD_START, HIGH, user_id, 1000, 75",
    "products, 99, COLD_START, HIGH, product_id, 100, 75",
    "sparse, 51, SPARSE_COVERAGE, MEDIUM, product_id, 0.5, 90",
    "pairs, 999, EXTREME_SPARSITY, MEDIUM, , 0.999, 90",
    "pairs, 101, EXTREME_SPARSITY, MEDIUM, , 0.999, 90",
    "pairs, 99, EXTREME_SPARSITY, HIGH, , 0.9999, 75",
    "days, 29, SHORT_RANGE, MEDIUM, timestamp, 30, 90",
    "days, 7, SHORT_RANGE, MEDIUM, timestamp, 30, 90",
    "days, 6, SHORT_RANGE, HIGH, timestamp, 7, 75",
    "nulls, 1001, NULLS, MEDIUM, revenue, 0.01, 90",
    "nulls, 20000, NULLS, MEDIUM, revenue, 0.01, 90",
    "nulls, 20001, NULLS, HIGH, revenue, 0.2, 75",
    "duplicates, 1001, DUPLICATES, MEDIUM, , 0.01, 90",
    "both, 1, SPLIT_LEAK, LOW, user_id, 0, 97",
    "leaks, 1, TARGET_LEAK, HIGH, price, 1, 75"
  })
  void onTheOtherSideOneIssueIsTold(
      String figure,
      double value,
      String code,
      Severity severity,
      @Nullable String subject,
      double threshold,
      int score) {
    Quality quality = judged(figure, value);

    assertThat(quality.score()).isEqualTo(score);
    assertThat(quality.issues())
        .singleElement()
        .returns(code, QualityIssue::code)
        .returns(severity, QualityIssue::severity)
        .returns(subject, QualityIssue::subject)
        .returns(threshold, QualityIssue::threshold);
  }

  @Test
  void issuesAddUpToNotLessThanNothing() {
    var all =
        new Measured(
            0, 1L, 1.0, 1L, 1L, 0L, dates(1), null, Map.of(), 0, List.of("a", "b"), List.of());

    assertThat(QualityChecks.judge(all).score()).isZero();
  }
}
