package io.granary.database.dependants;

import io.granary.database.BackupTable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who else may look at a dataset or change it; in the trash they do not see it. */
final class Shares implements Dependant {
  private static final Rows ROWS = new Rows(List.of(Rows.Table.ofDataset("dataset_shares")));

  @Override
  public String name() {
    return "shares";
  }

  @Override
  public Set<String> tables() {
    return ROWS.names();
  }

  @Override
  public Found find(Handle handle, UUID dataset) {
    return Finds.rows(
        handle,
        """
        select u.id, u.username as name
        from dataset_shares s join users u on u.id = s.user_id
        where s.dataset_id = :dataset order by u.username""",
        dataset);
  }

  @Override
  public List<Finding> warnings(Handle handle, UUID dataset) {
    return Finds.warning(
        find(handle, dataset), "SHARED", "other user(s) lose sight of the dataset.");
  }

  @Override
  public long remove(Handle handle, UUID dataset, int most) {
    return ROWS.remove(handle, dataset, most);
  }

  @Override
  public List<BackupTable> backup() {
    return List.of(
        new BackupTable(
            "_granary/dataset_shares.jsonl",
            """
            select jsonb_build_object(
                     'username', u.username, 'role', s.role, 'created_at', s.created_at)::text
            from dataset_shares s join users u on u.id = s.user_id
            where s.dataset_id = :dataset order by u.username"""));
  }
}
