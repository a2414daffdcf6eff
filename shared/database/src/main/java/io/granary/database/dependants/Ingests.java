package io.granary.database.dependants;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** How the content of a dataset came, and what an addition has staged. */
final class Ingests implements Dependant {
  private static final String OF_INGEST =
      "ingest_id in (select i.id from ingests i where i.dataset_id = :dataset)";

  private static final Rows ROWS =
      new Rows(
          Stream.concat(
                  Stream.of(
                          "added_samples",
                          "added_files",
                          "ingest_issues",
                          "ingest_parts",
                          "ingest_items")
                      .map(table -> new Rows.Table(table, OF_INGEST)),
                  Stream.of(Rows.Table.ofDataset("ingests")))
              .toList());

  @Override
  public String name() {
    return "ingests";
  }

  @Override
  public Set<String> tables() {
    return ROWS.names();
  }

  /** What was dropped stays noted, so that its event has no second effect. */
  @Override
  public long remove(Handle handle, UUID dataset, int most) {
    handle
        .createUpdate("update drops set ingest_id = null where " + OF_INGEST)
        .bind("dataset", dataset)
        .execute();
    return ROWS.remove(handle, dataset, most);
  }
}
