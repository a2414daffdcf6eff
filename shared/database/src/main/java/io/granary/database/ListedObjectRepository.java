package io.granary.database;

import io.granary.database.Deletion.Removed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Objects of a deletion that no row knows of: each is counted once, whatever stops it. */
@Singleton
public final class ListedObjectRepository {
  private final Jdbi jdbi;
  private final DeletionRepository deletions;

  public ListedObjectRepository(Jdbi jdbi, DeletionRepository deletions) {
    this.jdbi = jdbi;
    this.deletions = deletions;
  }

  /** Notes where objects may lie that no row knows of. */
  public void locate(Handle handle, UUID job, List<String> prefixes) {
    handle
        .createUpdate("update deletions set prefixes = :found where job_id = :job")
        .bindArray("found", String.class, prefixes)
        .bind("job", job)
        .execute();
  }

  /** Notes what was found and is going to be removed next. */
  public void list(UUID job, List<String> keys, long bytes, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update deletions
                    set listed_keys = :found, listed_bytes = :bytes, touched_at = :now
                    where job_id = :job
                    """)
                .bindArray("found", String.class, keys)
                .bind("bytes", bytes)
                .bind("now", now)
                .bind("job", job)
                .execute());
  }

  /** Counts what was listed, once it is gone; a second run that has removed it too counts none. */
  public void count(UUID job, List<String> keys, long bytes, Instant now) {
    jdbi.useTransaction(
        handle -> {
          int mine =
              handle
                  .createUpdate(
                      """
                      update deletions set listed_keys = '{}', listed_bytes = 0
                      where job_id = :job and listed_keys = :listed
                      """)
                  .bind("job", job)
                  .bindArray("listed", String.class, keys)
                  .execute();
          if (mine == 1) {
            deletions.count(handle, job, Removed.objects(bytes, keys), now);
          }
        });
  }
}
