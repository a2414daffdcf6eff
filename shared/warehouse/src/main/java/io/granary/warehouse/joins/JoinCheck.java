package io.granary.warehouse.joins;

import io.granary.warehouse.joins.DetectedJoin.Evidence;
import io.granary.warehouse.joins.DetectedJoin.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the data say about a join that somebody made.
 *
 * @param type the join that loses no row of the left table: inner when every left row has a
 *     partner, else left
 * @param confidence as of a detected join, whichever side refers to the other
 * @param evidence null when the columns cannot be compared
 * @param joinedRows rows of the inner join
 */
public record JoinCheck(
    String type,
    double confidence,
    Level level,
    List<String> reasons,
    @Nullable Evidence evidence,
    double joinedRows,
    List<Issue> issues) {
  public JoinCheck {
    reasons = List.copyOf(reasons);
    issues = List.copyOf(issues);
  }

  /** Something that its maker should know; {@code detail} is a sentence with figures. */
  public record Issue(Kind code, String detail) {}

  /** What is wrong with a join. */
  public enum Kind {
    /** The columns' types cannot be compared as they are: the query would not run. */
    TYPE_MISMATCH,
    /** A side has no value, so that nothing can be said. */
    NO_VALUES,
    /** No left row has a partner. */
    NO_MATCH,
    /** Less than half of the left rows have a partner. */
    FEW_MATCHES,
    /** Left rows have several partners each: the join multiplies rows. */
    FAN_OUT
  }
}
