package io.granary.database;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Jobs that do again what earlier ones did not get done. */
@Singleton
public final class JobRetryRepository {
  private final JobRepository jobs;

  public JobRetryRepository(JobRepository jobs) {
    this.jobs = jobs;
  }

  /** Makes a job of the kind and dataset of an earlier one. */
  public void insert(Handle handle, UUID id, UUID earlier, UUID user, Instant now) {
    handle
        .createUpdate(
            """
            insert into jobs (id, kind, status, dataset_id, created_by, created_at, metadata)
            select :id, kind, 'pending', dataset_id, :user, :now,
                   jsonb_build_object('retry_of', id)
            from jobs where id = :earlier
            """)
        .bind("id", id)
        .bind("earlier", earlier)
        .bind("user", user)
        .bind("now", now)
        .execute();
    jobs.log(handle, id, "info", "Retries the job " + earlier, now);
  }

  /**
   * Makes such a job within the caller's transaction, unless there is one; says whether it did.
   *
   * @param earlier a job of the dataset
   * @throws GranaryException JOB_NOT_RETRIABLE when somebody is getting rid of the dataset
   */
  public boolean insertFirst(
      Handle handle, UUID id, UUID dataset, UUID earlier, UUID user, Instant now) {
    if (!TrashRepository.holdStaying(handle, dataset)) {
      throw leaving();
    }
    // By itself, so that the next statement sees what another has done meanwhile.
    handle
        .createQuery("select id from jobs where id = :id for update")
        .bind("id", earlier)
        .mapTo(UUID.class)
        .one();
    boolean isRetried =
        handle
            .createQuery(
                """
                select exists (
                  select 1 from jobs later
                  where later.dataset_id = j.dataset_id
                    and later.metadata ->> 'retry_of' = j.id::text)
                from jobs j where j.id = :id
                """)
            .bind("id", earlier)
            .mapTo(Boolean.class)
            .one();
    if (!isRetried) {
      insert(handle, id, earlier, user, now);
    }
    return !isRetried;
  }

  static GranaryException leaving() {
    return new GranaryException(
        Code.JOB_NOT_RETRIABLE,
        "Cannot retry the job: its dataset is being deleted, or is in the trash.");
  }
}
