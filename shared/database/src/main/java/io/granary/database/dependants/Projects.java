package io.granary.database.dependants;

import io.granary.database.BackupTable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Labeling projects and their classes. */
final class Projects implements Dependant {
  private static final Rows ROWS =
      new Rows(List.of(Rows.Table.ofDataset("classes"), Rows.Table.ofDataset("projects")));

  @Override
  public String name() {
    return "projects";
  }

  @Override
  public Set<String> tables() {
    return ROWS.names();
  }

  @Override
  public Found find(Handle handle, UUID dataset) {
    return Finds.rows(
        handle,
        "select id, name from projects where dataset_id = :dataset order by created_at, id",
        dataset);
  }

  @Override
  public long remove(Handle handle, UUID dataset, int most) {
    return ROWS.remove(handle, dataset, most);
  }

  /** Classes are an entry of their own, which an import reads. */
  @Override
  public List<BackupTable> backup() {
    return List.of(
        new BackupTable(
            "_granary/projects.jsonl",
            """
            select to_jsonb(p)::text from projects p
            where p.dataset_id = :dataset order by p.created_at, p.id"""));
  }
}
