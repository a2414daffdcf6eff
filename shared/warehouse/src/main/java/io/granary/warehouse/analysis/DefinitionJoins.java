package io.granary.warehouse.analysis;

import io.granary.warehouse.Table;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.JoinStep;
import io.granary.warehouse.definition.ResolvedDefinition.JoinType;
import io.granary.warehouse.joins.JoinKey;
import io.granary.warehouse.joins.KeyPair;
import java.util.ArrayList;
import java.util.List;

/** The joins of a definition as keys that can be compared. */
final class DefinitionJoins {
  private DefinitionJoins() {}

  /**
   * The keys of each join; those whose rows stay are on the left, which are those of the tables
   * before unless it is a right join. A join whose columns are of three tables or more is not among
   * them, because no two of these say what it does.
   */
  static List<KeyPair> of(ResolvedDefinition definition) {
    List<KeyPair> pairs = new ArrayList<>();
    for (JoinStep step : definition.joins()) {
      if (step.on().stream().map(pair -> pair.left().use()).distinct().count() == 1) {
        KeyPair pair = new KeyPair(left(step), right(step));
        pairs.add(step.type() == JoinType.RIGHT ? pair.turned() : pair);
      }
    }
    return pairs;
  }

  private static JoinKey left(JoinStep step) {
    Table table = step.on().getFirst().left().use().table();
    return new JoinKey(table, step.on().stream().map(pair -> pair.left().place()).toList());
  }

  private static JoinKey right(JoinStep step) {
    Table table = step.added().table();
    return new JoinKey(table, step.on().stream().map(pair -> pair.right().place()).toList());
  }
}
