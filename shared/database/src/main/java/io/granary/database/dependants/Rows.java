package io.granary.database.dependants;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Removes the rows of plain tables, in the order of their names here. */
record Rows(List<Table> all) {
  /** Rows that name the dataset themselves. */
  static final String OF_DATASET = "dataset_id = :dataset";

  /**
   * One table.
   *
   * @param condition which rows belong to {@code :dataset}
   */
  record Table(String name, String condition) {
    static Table ofDataset(String name) {
      return new Table(name, OF_DATASET);
    }
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    all.forEach(table -> names.add(table.name()));
    return names;
  }

  /** The rows of a later table go when no earlier table has any. */
  long remove(Handle handle, UUID dataset, int most) {
    for (Table table : all) {
      int removed =
          handle
              .createUpdate(
                  "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s limit :most))"
                      .formatted(table.name(), table.condition()))
              .bind("dataset", dataset)
              .bind("most", most)
              .execute();
      if (removed > 0) {
        return removed;
      }
    }
    return 0;
  }
}
