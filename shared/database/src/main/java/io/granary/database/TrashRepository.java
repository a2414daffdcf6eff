package io.granary.database;

import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The way of datasets into the trash, and out of it. */
@Singleton
public final class TrashRepository {
  private final Jdbi jdbi;

  public TrashRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What a deletion must know of a dataset.
   *
   * @param images samples that are images, as its statistics say
   * @param sourceCount files that are no samples
   * @param deletionJobId the job that is getting rid of it; null when none is
   */
  public record Kept(
      UUID id,
      UUID ownerId,
      String name,
      String status,
      String kind,
      long revision,
      long totalSamples,
      long images,
      long annotationCount,
      long fileSize,
      long sourceCount,
      long sourceBytes,
      @Nullable Instant deletedAt,
      @Nullable UUID deletedBy,
      @Nullable Instant restoreUntil,
      @Nullable UUID deletionJobId) {
    private static final java.util.Set<String> WHOLE = java.util.Set.of("ready", "active", "draft");

    public boolean isInTrash() {
      return deletedAt != null;
    }

    /** Whether it has ever become what it was to be, so that there is something to back up. */
    public boolean isWhole() {
      return WHOLE.contains(status);
    }

    /** Objects that rows know of. */
    public long objects() {
      return totalSamples + sourceCount;
    }
  }

  private static final String SELECT =
      """
      select d.id, d.owner_id, d.name, d.status, d.kind, d.revision, d.total_samples,
             case d.modality when 'image' then d.total_samples
               when 'multimodal' then coalesce(
                 (select sum(f.value::bigint)
                  from dataset_statistics t, jsonb_each_text(t.statistics -> 'formats') f
                  where t.dataset_id = d.id
                    and f.key in ('jpeg', 'png', 'gif', 'bmp', 'webp', 'tiff', 'avif')), 0)
               else 0 end as images,
             d.annotation_count, d.file_size, d.source_count, d.source_bytes, d.deleted_at,
             d.deleted_by, d.restore_until, d.deletion_job_id
      from datasets d
      """;

  public Optional<Kept> find(UUID dataset) {
    return jdbi.withHandle(handle -> find(handle, dataset, ""));
  }

  /** The same; nobody changes it until the transaction ends. */
  public Optional<Kept> hold(Handle handle, UUID dataset) {
    return find(handle, dataset, " for update of d");
  }

  /**
   * Whether a dataset is there and nobody is getting rid of it; it stays so until the transaction
   * ends.
   */
  public static boolean holdStaying(Handle handle, UUID dataset) {
    return handle
        .createQuery(
            """
            select deleted_at is null and deletion_job_id is null
            from datasets where id = :id for update
            """)
        .bind("id", dataset)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  private static Optional<Kept> find(Handle handle, UUID dataset, String lock) {
    return handle
        .createQuery(SELECT + " where d.id = :id" + lock)
        .bind("id", dataset)
        .map(Databases.mapper(Kept.class))
        .findOne();
  }

  /** Puts a dataset into the trash. */
  public void hide(Handle handle, UUID dataset, UUID by, Instant now, Instant until) {
    handle
        .createUpdate(
            """
            update datasets
            set deleted_at = :now, deleted_by = :by, restore_until = :until
            where id = :id and deleted_at is null
            """)
        .bind("id", dataset)
        .bind("by", by)
        .bind("now", now)
        .bind("until", until)
        .execute();
  }

  /**
   * Takes a dataset out of the trash.
   *
   * @throws GranaryException DATASET_NAME_TAKEN; the transaction is over then
   */
  public void restore(Handle handle, UUID dataset, String name, Instant now) {
    try {
      handle
          .createUpdate(
              """
              update datasets
              set deleted_at = null, deleted_by = null, restore_until = null, name = :name,
                  updated_at = :now, revision = revision + 1
              where id = :id
              """)
          .bind("id", dataset)
          .bind("name", name)
          .bind("now", now)
          .execute();
    } catch (UnableToExecuteStatementException e) {
      throw DatasetRepository.nameTaken(e, name).orElse(e);
    }
  }

  /** Removes the row itself, when nothing hangs on it any more. */
  public void remove(Handle handle, UUID dataset) {
    handle.createUpdate("delete from datasets where id = :id").bind("id", dataset).execute();
  }

  /** Whoever brought something to a dataset: their names are in the keys of its objects. */
  public List<UUID> bringers(Handle handle, UUID dataset) {
    return handle
        .createQuery(
            """
            select owner_id from datasets where id = :id
            union select user_id from ingests where dataset_id = :id
            """)
        .bind("id", dataset)
        .mapTo(UUID.class)
        .list();
  }

  /** Bytes of the archives that lie beside what was made of them. */
  public long archiveBytes(Handle handle, UUID dataset) {
    return handle
        .createQuery(
            """
            select coalesce(sum(m.size), 0)::bigint
            from ingests i join ingest_items m on m.ingest_id = i.id
            where i.dataset_id = :id and i.state = 'done' and not i.dry_run and m.kind <> 'FILE'
            """)
        .bind("id", dataset)
        .mapTo(Long.class)
        .one();
  }

  /** Datasets whose time in the trash is over and that nobody is at, longest first, after one. */
  public List<Kept> expired(Instant now, @Nullable Kept after, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + """
                         where d.deleted_at is not null and d.restore_until <= :now
                           and d.deletion_job_id is null
                           and (:after::uuid is null
                             or (d.restore_until, d.id) > (:afterTime::timestamptz, :after::uuid))
                         order by d.restore_until, d.id limit :most
                        """)
                .bind("now", now)
                .bind("after", after == null ? null : after.id())
                .bind("afterTime", after == null ? null : after.restoreUntil())
                .bind("most", most)
                .map(Databases.mapper(Kept.class))
                .list());
  }
}
