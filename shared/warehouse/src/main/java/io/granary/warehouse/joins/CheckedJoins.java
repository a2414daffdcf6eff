package io.granary.warehouse.joins;

import java.util.List;

/**
 * What was found of joins that somebody made.
 *
 * @param joins in the order in which they were told
 * @param bytes what was read, as it is billed
 */
public record CheckedJoins(List<JoinCheck> joins, long bytes) {
  public CheckedJoins {
    joins = List.copyOf(joins);
  }
}
