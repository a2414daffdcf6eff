package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Uploads; their files are in {@link UploadFileRepository}. */
@Singleton
public final class UploadRepository {
  private static final String COLUMNS =
      """
      id, user_id, upper(state) as state, dataset_id, is_reserved, dataset_name,
      dataset_description, model_id, modality, annotation_format, is_dry_run, annotation_path, file_count, byte_count,
      ingest_id, job_id, created_at, expires_at, links_end_at
      """;

  private final Jdbi jdbi;

  public UploadRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Upload.class, Databases.mapper(Upload.class));
  }

  public void insert(Handle handle, Upload upload) {
    handle
        .createUpdate(
            """
            insert into uploads
              (id, user_id, dataset_id, is_reserved, dataset_name, dataset_description, model_id,
               modality, annotation_format, is_dry_run, annotation_path, file_count, byte_count, created_at,
               expires_at, links_end_at)
            values
              (:id, :userId, :datasetId, :isReserved, :datasetName, :datasetDescription, :modelId,
               :modality, :annotationFormat, :isDryRun, :annotationPath, :fileCount, :byteCount, :createdAt,
               :expiresAt, :linksEndAt)
            """)
        .bindMethods(upload)
        .execute();
  }

  public Optional<Upload> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from uploads where id = :id")
                .bind("id", id)
                .mapTo(Upload.class)
                .findOne());
  }

  /** The same, kept from changing until the transaction ends. */
  public Optional<Upload> hold(Handle handle, UUID id) {
    return handle
        .createQuery("select " + COLUMNS + " from uploads where id = :id for update")
        .bind("id", id)
        .mapTo(Upload.class)
        .findOne();
  }

  /**
   * Counts files that were declared besides.
   *
   * @param linksEndAt when the last link to one of them ends
   */
  public void grow(Handle handle, UUID id, int files, long bytes, Instant linksEndAt) {
    handle
        .createUpdate(
            """
            update uploads
            set file_count = file_count + :files, byte_count = byte_count + :bytes,
                links_end_at = greatest(links_end_at, :end)
            where id = :id
            """)
        .bind("id", id)
        .bind("files", files)
        .bind("bytes", bytes)
        .bind("end", linksEndAt)
        .execute();
  }

  /**
   * Notes how long links that are about to be handed out last.
   *
   * @return false when it takes no more files
   */
  public boolean linkUntil(UUID id, Instant end) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update uploads set links_end_at = greatest(links_end_at, :end)
                        where id = :id and state = 'open'
                        """)
                    .bind("id", id)
                    .bind("end", end)
                    .execute()
                == 1);
  }

  /** Gives the files to an ingest; says whether it was open. */
  public boolean complete(Handle handle, UUID id, UUID ingest, UUID job) {
    return handle
            .createUpdate(
                """
                update uploads set state = 'completed', ingest_id = :ingest, job_id = :job
                where id = :id and state = 'open'
                """)
            .bind("id", id)
            .bind("ingest", ingest)
            .bind("job", job)
            .execute()
        == 1;
  }

  /** Uploads that nobody has ended in time, and those whose clearing away has stopped half-way. */
  public List<UUID> abandoned(Instant now, int limit) {
    return ids(
        """
        (select id from uploads where state = 'open' and expires_at <= :now
         order by expires_at limit :limit)
        union all
        (select id from uploads where state = 'aborting' and swept_at is null
         order by links_end_at limit :limit)
        limit :limit
        """,
        now,
        limit);
  }

  /** Uploads that were cleared away while links of theirs still let something in. */
  public List<UUID> unswept(Instant now, int limit) {
    return ids(
        """
        select id from uploads
        where state = 'aborted' and swept_at is null and links_end_at <= :now
        order by links_end_at limit :limit
        """,
        now,
        limit);
  }

  private List<UUID> ids(String sql, Instant now, int limit) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql).bind("now", now).bind("limit", limit).mapTo(UUID.class).list());
  }

  /** Notes that nothing can come any more; its files are forgotten. */
  public void swept(UUID id, Instant now) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("delete from upload_files where upload_id = :id")
              .bind("id", id)
              .execute();
          handle
              .createUpdate("update uploads set swept_at = :now where id = :id")
              .bind("id", id)
              .bind("now", now)
              .execute();
        });
  }

  /**
   * Bytes that are on their way and that no dataset counts yet.
   *
   * @param owner of the dataset that they go to; of a dry run of a new one, who sends them
   */
  public long uncounted(Handle handle, UUID owner) {
    return handle
        .createQuery(
            """
            select (
              select coalesce(sum(u.byte_count), 0)
              from uploads u left join datasets d on d.id = u.dataset_id
              where u.state = 'open' and not u.is_reserved
                and coalesce(d.owner_id, u.user_id) = :owner
            ) + (
              select coalesce(sum(m.size), 0)
              from ingests i join ingest_items m on m.ingest_id = i.id
              where i.user_id = :owner and i.mode = 'add' and not i.dry_run
                and i.state in ('planning', 'parts')
            )
            """)
        .bind("owner", owner)
        .mapTo(Long.class)
        .one();
  }
}
