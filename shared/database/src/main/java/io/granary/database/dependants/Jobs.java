package io.granary.database.dependants;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What was or is being done with a dataset. */
final class Jobs implements Dependant {
  @Override
  public String name() {
    return "running_jobs";
  }

  @Override
  public Set<String> tables() {
    return Set.of("jobs", "job_log");
  }

  @Override
  public Found find(Handle handle, UUID dataset) {
    return Finds.rows(
        handle,
        """
        select id, kind as name from jobs
        where dataset_id = :dataset and status in ('pending', 'running')
          and kind not in ('delete', 'purge')
        order by created_at, id""",
        dataset);
  }

  @Override
  public List<Finding> warnings(Handle handle, UUID dataset) {
    return Finds.warning(find(handle, dataset), "RUNNING_JOBS", "job(s) of its own are cancelled.");
  }

  @Override
  public String keptBecause() {
    return "they tell who has done what, and have the summary of the deletion";
  }
}
