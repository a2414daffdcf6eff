package io.granary.database.dependants;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What is being sent in by links, to be added to a dataset. */
final class Uploads implements Dependant {
  @Override
  public String name() {
    return "uploads";
  }

  @Override
  public Set<String> tables() {
    return Set.of("uploads", "upload_files");
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("uploads/");
  }

  @Override
  public Found find(Handle handle, UUID dataset) {
    return Finds.rows(
        handle,
        """
        select id, id::text as name from uploads
        where dataset_id = :dataset and state = 'open' order by created_at, id""",
        dataset);
  }

  @Override
  public List<Finding> warnings(Handle handle, UUID dataset) {
    return Finds.warning(
        find(handle, dataset),
        "OPEN_UPLOADS",
        "upload(s) for it are open and cannot be completed.");
  }

  @Override
  public String keptBecause() {
    return "they are their users' and end by a clock of their own, with their objects";
  }
}
