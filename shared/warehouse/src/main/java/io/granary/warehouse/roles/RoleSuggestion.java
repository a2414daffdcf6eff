package io.granary.warehouse.roles;

import java.util.List;

/**
 * A column that may have a role.
 *
 * @param score from 0 to 1
 * @param reasons sentences for people, the weightiest first
 */
public record RoleSuggestion(String table, String column, double score, List<String> reasons) {
  public RoleSuggestion {
    reasons = List.copyOf(reasons);
  }
}
