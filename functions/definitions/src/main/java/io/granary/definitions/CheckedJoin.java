package io.granary.definitions;

import io.granary.warehouse.joins.DetectedJoin.Evidence;
import io.granary.warehouse.joins.DetectedJoin.Level;
import io.granary.warehouse.joins.JoinCheck;
import io.granary.warehouse.joins.KeyPair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A join that somebody made, and what all rows of its tables say about it.
 *
 * @param type the join that loses no row of the left table
 * @param reasons sentences for people, the weightiest first
 * @param evidence null when the columns cannot be compared
 * @param issues what speaks against it
 */
record CheckedJoin(
    String leftTable,
    String leftColumn,
    String rightTable,
    String rightColumn,
    String type,
    double confidence,
    Level level,
    List<String> reasons,
    @Nullable Evidence evidence,
    List<JoinCheck.Issue> issues) {
  static CheckedJoin of(KeyPair pair, JoinCheck check) {
    return new CheckedJoin(
        pair.left().table().name(),
        pair.left().columnNames(),
        pair.right().table().name(),
        pair.right().columnNames(),
        check.type(),
        check.confidence(),
        check.level(),
        check.reasons(),
        check.evidence(),
        check.issues());
  }
}
