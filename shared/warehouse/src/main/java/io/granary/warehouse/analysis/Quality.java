package io.granary.warehouse.analysis;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How good a dataset is to train on.
 *
 * @param score 100 less 25 for each high issue, 10 for each medium and 3 for each low; not under 0
 */
public record Quality(int score, List<QualityIssue> issues) {
  public Quality {
    issues = List.copyOf(issues);
  }

  static Quality of(List<QualityIssue> issues) {
    int lost = issues.stream().mapToInt(issue -> issue.severity().cost).sum();
    return new Quality(Math.max(0, 100 - lost), issues);
  }

  /** How much an issue matters. */
  public enum Severity {
    HIGH(25),
    MEDIUM(10),
    LOW(3);

    private final int cost;

    Severity(int cost) {
      this.cost = cost;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Something to know before training.
   *
   * @param subject the role or column that it is about; null when it is about the whole
   * @param value what was measured
   * @param threshold what it was compared with
   * @param advice what to do about it
   */
  public record QualityIssue(
      String code,
      Severity severity,
      @Nullable String subject,
      double value,
      double threshold,
      String advice) {}
}
