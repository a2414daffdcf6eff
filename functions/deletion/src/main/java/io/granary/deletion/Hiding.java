package io.granary.deletion;

import io.granary.database.AuditRepository;
import io.granary.database.TrashRepository;
import io.granary.database.TrashRepository.Kept;
import io.granary.database.dependants.Dependant.Found;
import io.granary.database.dependants.Dependants;
import io.granary.deletion.DeletedDataset.DeletionSummary;
import io.granary.deletion.DeletedDataset.Saved;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Puts datasets into the trash, with everything that hangs on them, in one transaction. */
@Singleton
final class Hiding {
  private final TrashRepository trash;
  private final Dependants dependants;
  private final AuditRepository audit;
  private final DeletionConfig config;

  Hiding(
      TrashRepository trash, Dependants dependants, AuditRepository audit, DeletionConfig config) {
    this.trash = trash;
    this.dependants = dependants;
    this.audit = audit;
    this.config = config;
  }

  /**
   * Hides a dataset that the caller holds.
   *
   * @param by who wants it
   * @param requestId the request or the job
   * @param saved the backup that was made before
   */
  DeletedDataset hide(
      Handle handle, Kept dataset, UUID by, String requestId, @Nullable Saved saved, Instant now) {
    Map<String, Found> found = dependants.find(handle, dataset.id());
    Instant until = now.plus(config.retention());
    trash.hide(handle, dataset.id(), by, now, until);
    dependants.hide(handle, dataset.id());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("name", dataset.name());
    details.put("restore_until", until);
    if (saved != null) {
      details.put("backup_id", saved.id());
    }
    audit.add(handle, dataset.id(), "deleted", by, requestId, details);
    return DeletedDataset.hidden(
        dataset,
        by,
        now,
        until,
        saved,
        DeletionSummary.hidden(
            dataset,
            found.getOrDefault("versions", Found.NONE).count(),
            found.getOrDefault("projects", Found.NONE).count()));
  }
}
