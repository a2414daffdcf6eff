package io.granary.database.dependants;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Datasets that were made from a dataset. They stand on their own once they are made. */
final class Derived implements Dependant {
  @Override
  public String name() {
    return "derived_datasets";
  }

  @Override
  public Set<String> tables() {
    return Set.of();
  }

  @Override
  public Found find(Handle handle, UUID dataset) {
    return Finds.rows(
        handle,
        """
        select id, name from datasets
        where derived_from ->> 'dataset_id' = :dataset::text and deleted_at is null
        order by created_at, id""",
        dataset);
  }

  @Override
  public List<Finding> blockers(Handle handle, UUID dataset) {
    List<UUID> jobs =
        handle
            .createQuery(
                """
                select j.id
                from datasets d join jobs j on j.dataset_id = d.id
                where d.derived_from ->> 'dataset_id' = :dataset::text
                  and d.deleted_at is null and d.status in ('uploading', 'processing', 'validating')
                  and j.status in ('pending', 'running')
                order by j.id limit %d
                """
                    .formatted(MOST_NAMED))
            .bind("dataset", dataset)
            .mapTo(UUID.class)
            .list();
    return jobs.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                "DERIVED_RUNNING",
                "%d job(s) of other datasets still read it.".formatted(jobs.size()),
                jobs));
  }

  @Override
  public List<Finding> warnings(Handle handle, UUID dataset) {
    return Finds.warning(
        find(handle, dataset),
        "DERIVED_DATASETS",
        "dataset(s) were made from it; they stay, and their origin is gone.");
  }
}
