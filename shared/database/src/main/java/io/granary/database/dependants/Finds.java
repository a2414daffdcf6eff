package io.granary.database.dependants;

import io.granary.database.dependants.Dependant.Finding;
import io.granary.database.dependants.Dependant.Found;
import io.granary.database.dependants.Dependant.Item;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Counts and names rows. */
final class Finds {
  private Finds() {}

  /**
   * Rows of a dataset, counted and the first of them named.
   *
   * @param sql selects {@code id} and {@code name} of all in a fixed order; {@code :dataset}
   */
  static Found rows(Handle handle, String sql, UUID dataset) {
    long count =
        handle
            .createQuery("select count(*) from (%s) found".formatted(sql))
            .bind("dataset", dataset)
            .mapTo(Long.class)
            .one();
    if (count == 0) {
      return Found.NONE;
    }
    List<Item> first =
        handle
            .createQuery(sql + " limit " + Dependant.MOST_NAMED)
            .bind("dataset", dataset)
            .map((row, _) -> new Item(row.getObject("id", UUID.class), row.getString("name")))
            .list();
    return new Found(count, first);
  }

  /**
   * Says what a deletion does to what was found; nothing of nothing.
   *
   * @param says what follows the count
   */
  static List<Finding> warning(Found found, String code, String says) {
    if (found.count() == 0) {
      return List.of();
    }
    List<UUID> ids = found.first().stream().map(Item::id).toList();
    return List.of(new Finding(code, found.count() + " " + says, ids));
  }
}
