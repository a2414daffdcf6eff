package io.granary.database;

import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;

/** Whether an installation has anybody who may see everything. */
@Singleton
public final class FirstAdminRepository {
  /** Any number that nobody else locks. */
  private static final long LOCK = 7_236_541_003L;

  /**
   * Whether there is no admin; stays so until the transaction ends, since others who ask wait until
   * then.
   */
  public boolean isMissing(Handle handle) {
    handle
        .createQuery("select pg_advisory_xact_lock(:lock)")
        .bind("lock", LOCK)
        .mapTo(String.class)
        .list();
    return handle
        .createQuery(
            """
            select not exists (
              select from users where role = 'admin' and deleted_at is null)
            """)
        .mapTo(Boolean.class)
        .one();
  }
}
