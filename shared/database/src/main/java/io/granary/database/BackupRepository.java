package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Backups of datasets; how they are made is in {@link BackupWorkRepository}. */
@Singleton
public final class BackupRepository {
  static final String COLUMNS =
      """
      id, dataset_id, dataset_name, owner_id, created_by, job_id, state, revision, object_key,
      upload, digest, sample_count, annotation_count, source_count, size, created_at, completed_at,
      expires_at
      """;

  private final Jdbi jdbi;

  public BackupRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Backup.class, Databases.mapper(Backup.class));
  }

  /**
   * A backup to be made.
   *
   * @param ownerId the dataset's, whose backup it is
   * @param revision the dataset's, which nobody changes until the backup is ready
   */
  public record NewBackup(
      UUID datasetId,
      String datasetName,
      UUID ownerId,
      UUID createdBy,
      UUID jobId,
      long revision) {}

  /**
   * Begins a backup.
   *
   * @return whether the key was free; when it was not, nothing is written
   */
  public boolean insert(
      Handle handle, UUID id, NewBackup wanted, String objectKey, Instant now, Instant expiry) {
    return handle
            .createUpdate(
                """
                insert into backups
                  (id, dataset_id, dataset_name, owner_id, created_by, job_id, revision,
                   object_key, created_at, expires_at)
                values
                  (:id, :datasetId, :datasetName, :ownerId, :createdBy, :jobId, :revision,
                   :objectKey, :now, :expiry)
                on conflict (object_key) do nothing
                """)
            .bindMethods(wanted)
            .bind("id", id)
            .bind("objectKey", objectKey)
            .bind("now", now)
            .bind("expiry", expiry)
            .execute()
        == 1;
  }

  /** A backup, also one that was deleted. */
  public Optional<Backup> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from backups where id = :id")
                .bind("id", id)
                .mapTo(Backup.class)
                .findOne());
  }

  /** The newest backup that is ready and has the content of a dataset at a revision. */
  public Optional<Backup> ready(UUID dataset, long revision) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s from backups
                    where dataset_id = :dataset and revision = :revision and state = 'ready'
                    order by created_at desc, id desc limit 1
                    """
                        .formatted(COLUMNS))
                .bind("dataset", dataset)
                .bind("revision", revision)
                .mapTo(Backup.class)
                .findOne());
  }

  /** What a list is narrowed to; absent means all. What was deleted is in no list. */
  public record Filter(@Nullable UUID owner, @Nullable UUID dataset) {}

  /** Backups, newest first, after the given one. */
  public List<Backup> list(
      Filter filter, @Nullable Instant afterTime, @Nullable UUID afterId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s from backups
                    where %s
                      and (:afterTime::timestamptz is null
                           or (created_at, id) < (:afterTime::timestamptz, :afterId::uuid))
                    order by created_at desc, id desc limit :limit
                    """
                        .formatted(COLUMNS, conditions(filter)))
                .bindMethods(filter)
                .bind("afterTime", afterTime)
                .bind("afterId", afterId)
                .bind("limit", limit)
                .mapTo(Backup.class)
                .list());
  }

  /** How many backups there are, counted up to a limit. */
  public long count(Filter filter, long limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from (select 1 from backups where %s limit :limit) c"
                        .formatted(conditions(filter)))
                .bindMethods(filter)
                .bind("limit", limit)
                .mapTo(Long.class)
                .one());
  }

  private static String conditions(Filter filter) {
    return "state <> 'deleted'"
        + (filter.owner() == null ? "" : " and owner_id = :owner")
        + (filter.dataset() == null ? "" : " and dataset_id = :dataset");
  }

  /** Backups whose time is over, the oldest first; one that is being made is none. */
  public List<Backup> expired(Instant now, @Nullable Backup after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s from backups
                    where state in ('ready', 'failed') and expires_at <= :now
                      and (:after::uuid is null
                        or (expires_at, id) > (:afterTime::timestamptz, :after::uuid))
                    order by expires_at, id limit :limit
                    """
                        .formatted(COLUMNS))
                .bind("now", now)
                .bind("after", after == null ? null : after.id())
                .bind("afterTime", after == null ? null : after.expiresAt())
                .bind("limit", limit)
                .mapTo(Backup.class)
                .list());
  }

  /** Notes that a backup's object is gone; says whether this call noted it. */
  public boolean delete(Handle handle, UUID id) {
    return handle
            .createUpdate(
                "update backups set state = 'deleted' where id = :id and state in ('ready', 'failed')")
            .bind("id", id)
            .execute()
        == 1;
  }
}
