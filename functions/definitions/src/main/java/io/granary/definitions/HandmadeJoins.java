package io.granary.definitions;

import io.granary.definitions.DetectJoinsFunction.HandmadeJoin;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.warehouse.Table;
import io.granary.warehouse.Table.Place;
import io.granary.warehouse.joins.JoinKey;
import io.granary.warehouse.joins.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the columns of joins that somebody made. Each table is asked for once. */
final class HandmadeJoins {
  private final ModelWarehouse opened;
  private final Map<String, Optional<Table>> tables = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  HandmadeJoins(ModelWarehouse opened) {
    this.opened = opened;
  }

  /**
   * The keys of joins, in their order.
   *
   * @throws GranaryException VALIDATION_FAILED with every table and column that is not there, or
   *     has no values to compare
   */
  List<KeyPair> keys(List<HandmadeJoin> joins) {
    List<KeyPair> pairs = new ArrayList<>();
    for (int i = 0; i < joins.size(); i++) {
      HandmadeJoin join = joins.get(i);
      Optional<JoinKey> left = key("/joins/" + i + "/left", join.leftTable(), join.leftColumn());
      Optional<JoinKey> right =
          key("/joins/" + i + "/right", join.rightTable(), join.rightColumn());
      if (left.isPresent() && right.isPresent()) {
        pairs.add(new KeyPair(left.get(), right.get()));
      }
    }
    if (!violations.isEmpty()) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot check the joins: %d problem(s) found.".formatted(violations.size()),
          violations);
    }
    return pairs;
  }

  private Optional<JoinKey> key(String side, String tableName, String columnName) {
    Optional<Table> table = tables.computeIfAbsent(tableName, opened.warehouse()::table);
    if (table.isEmpty()) {
      violations.add(new Violation(side + "_table", "is no table of the warehouse"));
      return Optional.empty();
    }
    Optional<Place> place = table.get().find(columnName);
    if (place.isEmpty()) {
      violations.add(new Violation(side + "_column", "is no column of the table"));
      return Optional.empty();
    }
    if (!place.get().column().isScalar() || !place.get().column().type().isGroupable()) {
      violations.add(new Violation(side + "_column", "has values that cannot be compared"));
      return Optional.empty();
    }
    return Optional.of(JoinKey.of(table.get(), place.get()));
  }
}
