package io.granary.database;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The ends of uploads that nobody completes. */
@Singleton
public final class UploadAbortRepository {
  private final Jdbi jdbi;

  public UploadAbortRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Begins to clear away an upload; says whether this call or an earlier one has begun it. */
  public boolean begin(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update uploads set state = 'aborting'
                        where id = :id and state in ('open', 'aborting')
                        """)
                    .bind("id", id)
                    .execute()
                == 1);
  }

  /**
   * Ends an upload of which nothing is left, and its reserved dataset with it. One that somebody is
   * getting rid of, or has, stays where it is, as one that failed.
   *
   * @return whether this call has removed a dataset
   */
  public boolean end(Handle handle, UUID id) {
    return update(
            handle,
            "update uploads set state = 'aborted' where id = :id and state = 'aborting'",
            id)
        && removeReserved(handle, id);
  }

  private static boolean removeReserved(Handle handle, UUID id) {
    update(
        handle,
        """
        update datasets d
        set status = 'error', error_code = 'UPLOAD_ENDED',
            error_detail = 'Its upload was not completed.'
        from uploads u
        where u.id = :id and u.is_reserved and d.id = u.dataset_id and d.status = 'uploading'
          and (d.deleted_at is not null or d.deletion_job_id is not null)
        """,
        id);
    // Somebody may have been let see it meanwhile.
    update(
        handle,
        """
        delete from dataset_shares s using uploads u, datasets d
        where u.id = :id and u.is_reserved and d.id = u.dataset_id
          and d.status = 'uploading' and s.dataset_id = d.id
        """,
        id);
    return update(
        handle,
        """
        delete from datasets d using uploads u
        where u.id = :id and u.is_reserved and d.id = u.dataset_id and d.status = 'uploading'
        """,
        id);
  }

  private static boolean update(Handle handle, String sql, UUID id) {
    return handle.createUpdate(sql).bind("id", id).execute() > 0;
  }
}
