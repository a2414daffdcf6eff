package io.granary.database;

import java.util.List;

/**
 * A cloud project whose warehouse may be used.
 *
 * @param project its id
 * @param usernames who may; empty for everybody
 */
public record WarehouseProject(String project, List<String> usernames) {
  public WarehouseProject {
    usernames = List.copyOf(usernames);
  }
}
