package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What users keep, and what they may. */
@Singleton
public final class QuotaRepository {
  private final Jdbi jdbi;

  public QuotaRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * @param datasets how many, without the trash
   * @param storageBytes bytes of all datasets, the trash included
   */
  public record Usage(long datasets, long storageBytes) {}

  /**
   * @param datasets the most datasets; null when the user has no limit of their own
   * @param storageBytes the most bytes; null likewise
   */
  public record Quota(@Nullable Integer datasets, @Nullable Long storageBytes) {}

  public Usage usage(Handle handle, UUID user) {
    return handle
        .createQuery(
            """
            select count(*) filter (where deleted_at is null) as datasets,
                   coalesce(sum(file_size), 0) as storage_bytes
            from datasets where owner_id = :user
            """)
        .bind("user", user)
        .map(Databases.mapper(Usage.class))
        .one();
  }

  /** A user's own limits; empty when there is no such user. */
  public Optional<Quota> quota(Handle handle, UUID user) {
    return handle
        .createQuery(
            """
            select quota_datasets as datasets, quota_bytes as storage_bytes
            from users where id = :user and deleted_at is null
            """)
        .bind("user", user)
        .map(Databases.mapper(Quota.class))
        .findOne();
  }

  /** Replaces a user's own limits; says whether there is such a user. */
  public boolean set(UUID user, Quota quota, Instant now) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        update users
                        set quota_datasets = :datasets, quota_bytes = :storageBytes,
                            updated_at = :now
                        where id = :user and deleted_at is null
                        """)
                    .bindMethods(quota)
                    .bind("user", user)
                    .bind("now", now)
                    .execute())
        == 1;
  }

  /** Whose a dataset is, and so whom its bytes are counted for. */
  public UUID payer(Handle handle, UUID dataset) {
    return handle
        .createQuery("select owner_id from datasets where id = :id")
        .bind("id", dataset)
        .mapTo(UUID.class)
        .one();
  }

  /** The bytes that are counted for a dataset now. */
  public long counted(Handle handle, UUID id) {
    return handle
        .createQuery("select file_size from datasets where id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .one();
  }

  /** Counts the bytes that a dataset is going to have; when it is ready they are exact. */
  public void count(Handle handle, UUID id, long bytes) {
    handle
        .createUpdate("update datasets set file_size = :bytes where id = :id")
        .bind("id", id)
        .bind("bytes", bytes)
        .execute();
  }
}
