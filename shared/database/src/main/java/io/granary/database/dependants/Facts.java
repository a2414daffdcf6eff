package io.granary.database.dependants;

import io.granary.database.BackupTable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What was found out about a dataset: statistics, the last validation, the last analysis. */
final class Facts implements Dependant {
  private static final Rows ROWS =
      new Rows(
          Stream.of("dataset_statistics", "dataset_validations", "dataset_analyses")
              .map(Rows.Table::ofDataset)
              .toList());

  @Override
  public String name() {
    return "facts";
  }

  @Override
  public Set<String> tables() {
    return ROWS.names();
  }

  @Override
  public long remove(Handle handle, UUID dataset, int most) {
    return ROWS.remove(handle, dataset, most);
  }

  @Override
  public List<BackupTable> backup() {
    return ROWS.names().stream()
        .map(
            table ->
                new BackupTable(
                    "_granary/%s.jsonl".formatted(table),
                    "select to_jsonb(t)::text from %s t where t.dataset_id = :dataset"
                        .formatted(table)))
        .toList();
  }
}
