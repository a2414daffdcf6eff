package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The trash as lists show it. */
@Singleton
public final class TrashListRepository {
  private final Jdbi jdbi;

  public TrashListRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What the trash shows of a dataset. */
  public record Trashed(
      UUID id,
      UUID ownerId,
      String ownerUsername,
      String name,
      String kind,
      @Nullable String modality,
      long totalSamples,
      long annotationCount,
      long fileSize,
      Instant deletedAt,
      @Nullable UUID deletedBy,
      @Nullable Instant restoreUntil,
      boolean isLeaving,
      @Nullable UUID backupId) {}

  /**
   * The trash, what was deleted last first.
   *
   * @param owner whose; null for everybody's
   */
  public List<Trashed> list(
      @Nullable UUID owner, @Nullable Instant afterTime, @Nullable UUID afterId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select d.id, d.owner_id, u.username as owner_username, d.name, d.kind,
                           d.modality, d.total_samples, d.annotation_count, d.file_size,
                           d.deleted_at, d.deleted_by, d.restore_until,
                           d.deletion_job_id is not null as is_leaving,
                           (select b.id from backups b
                            where b.dataset_id = d.id and b.state = 'ready'
                            order by b.created_at desc limit 1) as backup_id
                    from datasets d join users u on u.id = d.owner_id
                    where d.deleted_at is not null
                      and (:owner::uuid is null or d.owner_id = :owner::uuid)
                      and (:afterTime::timestamptz is null
                           or (d.deleted_at, d.id) < (:afterTime::timestamptz, :afterId::uuid))
                    order by d.deleted_at desc, d.id desc limit :limit
                    """)
                .bind("owner", owner)
                .bind("afterTime", afterTime)
                .bind("afterId", afterId)
                .bind("limit", limit)
                .map(Databases.mapper(Trashed.class))
                .list());
  }

  /** How many there are, counted up to a limit. */
  public long count(@Nullable UUID owner, long limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from (
                      select 1 from datasets
                      where deleted_at is not null
                        and (:owner::uuid is null or owner_id = :owner::uuid)
                      limit :limit) c
                    """)
                .bind("owner", owner)
                .bind("limit", limit)
                .mapTo(Long.class)
                .one());
  }
}
