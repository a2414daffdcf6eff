package io.granary.database;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Several datasets, and what is kept of them, at once. */
@Singleton
public final class ComparisonRepository {
  private final Jdbi jdbi;

  public ComparisonRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Dataset.class, Databases.mapper(Dataset.class));
    jdbi.registerArrayType(UUID.class, "uuid");
  }

  /** Datasets that are not in the trash, with the role that a user has on each. */
  public List<Dataset> datasets(Collection<UUID> ids, UUID user) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s
                    from datasets d join users u on u.id = d.owner_id
                    where d.id = any(:ids) and d.deleted_at is null
                    """
                        .formatted(DatasetColumns.ALL))
                .bindArray("ids", UUID.class, ids)
                .bind("user", user)
                .mapTo(Dataset.class)
                .list());
  }

  /** The last analyses of datasets over tables, as JSON. */
  public Map<UUID, String> analyses(Collection<UUID> ids) {
    return kept(
        "select dataset_id, analysis as kept from dataset_analyses where dataset_id = any(:ids)",
        ids);
  }

  /** The statistics of file sets, as JSON. */
  public Map<UUID, String> statistics(Collection<UUID> ids) {
    return kept(
        "select dataset_id, statistics as kept from dataset_statistics where dataset_id = any(:ids)",
        ids);
  }

  private Map<UUID, String> kept(String sql, Collection<UUID> ids) {
    Map<UUID, String> kept = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(sql)
                .bindArray("ids", UUID.class, ids)
                .map(
                    (row, _) ->
                        kept.put(row.getObject("dataset_id", UUID.class), row.getString("kept"))
                            == null)
                .forEach(_ -> {}));
    return kept;
  }
}
