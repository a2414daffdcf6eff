package io.granary.warehouse.analysis;

import io.granary.warehouse.analysis.Quality.QualityIssue;
import io.granary.warehouse.analysis.Quality.Severity;
import io.granary.warehouse.joins.DetectedJoin.Evidence;
import io.granary.warehouse.joins.JoinCheck;
import io.granary.warehouse.joins.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the data say against the joins of a dataset. */
final class JoinIssues {
  private static final double HALF = 0.5;

  private JoinIssues() {}

  /**
   * The issues of some joins.
   *
   * @param checks of the pairs, in their order
   */
  static List<QualityIssue> of(List<KeyPair> pairs, List<JoinCheck> checks) {
    List<QualityIssue> issues = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      for (JoinCheck.Issue issue : checks.get(i).issues()) {
        issues.add(issue(pairs.get(i), issue.code(), checks.get(i).evidence()));
      }
    }
    return issues;
  }

  private static QualityIssue issue(
      KeyPair pair, JoinCheck.Kind kind, @Nullable Evidence evidence) {
    double matched = evidence == null ? 0 : evidence.matchedRows();
    return new QualityIssue(
        "JOIN_" + kind,
        severity(kind, evidence),
        pair.label(),
        kind == JoinCheck.Kind.FAN_OUT && evidence != null ? evidence.fanOut() : matched,
        kind == JoinCheck.Kind.FAN_OUT ? 1 : HALF,
        advice(kind));
  }

  /** One to many is what joins are for; many to many is hardly ever meant. */
  private static Severity severity(JoinCheck.Kind kind, @Nullable Evidence evidence) {
    return switch (kind) {
      case TYPE_MISMATCH, NO_MATCH -> Severity.HIGH;
      case NO_VALUES, FEW_MATCHES -> Severity.MEDIUM;
      case FAN_OUT ->
          evidence != null && evidence.cardinality().equals("many_to_many")
              ? Severity.MEDIUM
              : Severity.LOW;
    };
  }

  private static String advice(JoinCheck.Kind kind) {
    return switch (kind) {
      case TYPE_MISMATCH -> "The columns cannot be compared: join by others.";
      case NO_MATCH -> "No row finds a partner: join by other columns.";
      case NO_VALUES -> "A side has no values, so that no row finds a partner: join by others.";
      case FEW_MATCHES ->
          "Most rows find no partner: join by other columns, or leave the table out.";
      case FAN_OUT ->
          "Rows find several partners each, and are there as often: begin with the"
              + " table that has one row for each sample, or join by more columns.";
    };
  }
}
