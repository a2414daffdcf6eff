package io.granary.database.dependants;

import io.granary.database.BackupTable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Frozen states of a dataset; a protected one keeps the dataset from being deleted. */
final class Versions implements Dependant {
  private static final Rows ROWS = new Rows(List.of(Rows.Table.ofDataset("dataset_versions")));

  @Override
  public String name() {
    return "versions";
  }

  @Override
  public Set<String> tables() {
    return ROWS.names();
  }

  /** Versions have numbers and no ids; only how many there are is told. */
  @Override
  public Found find(Handle handle, UUID dataset) {
    return new Found(
        handle
            .createQuery("select count(*) from dataset_versions where dataset_id = :dataset")
            .bind("dataset", dataset)
            .mapTo(Long.class)
            .one(),
        List.of());
  }

  @Override
  public List<Finding> blockers(Handle handle, UUID dataset) {
    List<Integer> found =
        handle
            .createQuery(
                """
                select version from dataset_versions
                where dataset_id = :dataset and is_protected order by version
                limit %d
                """
                    .formatted(MOST_NAMED))
            .bind("dataset", dataset)
            .mapTo(Integer.class)
            .list();
    return found.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                "PROTECTED_VERSION",
                "Protected: version %s."
                    .formatted(
                        String.join(", ", found.stream().map(number -> "" + number).toList())),
                List.of()));
  }

  @Override
  public long remove(Handle handle, UUID dataset, int most) {
    return ROWS.remove(handle, dataset, most);
  }

  @Override
  public List<BackupTable> backup() {
    return List.of(
        new BackupTable(
            "_granary/dataset_versions.jsonl",
            """
            select to_jsonb(v)::text from dataset_versions v
            where v.dataset_id = :dataset order by v.version"""));
  }
}
