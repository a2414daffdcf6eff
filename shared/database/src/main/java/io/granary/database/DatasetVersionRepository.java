package io.granary.database;

import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Versions of datasets. What changes them changes the revision of their dataset, which has them.
 */
@Singleton
public final class DatasetVersionRepository {
  private static final String COLUMNS =
      """
      version, dataset_id, digest, sample_count, annotation_count, size, note, is_protected,
      created_by, created_at
      """;

  private final Jdbi jdbi;

  public DatasetVersionRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(DatasetVersion.class, Databases.mapper(DatasetVersion.class));
  }

  /**
   * What gives the same rows again.
   *
   * @param definition JSON, with the day that it counts from
   * @param tableSchemas JSON
   * @param sql JSON
   * @param source where the tables are that the SQL names, JSON; null for a version that was made
   *     before this was kept
   */
  public record Frozen(
      String definition,
      String tableSchemas,
      String sql,
      @Nullable String source,
      LocalDate asOf) {}

  /** A version to be made; its number is not known yet. */
  public record NewVersion(
      UUID datasetId,
      String digest,
      long sampleCount,
      long size,
      @Nullable String note,
      UUID createdBy,
      Instant createdAt) {}

  /**
   * Makes a version; of several at once each gets the next number.
   *
   * @return its number
   * @throws GranaryException NOT_FOUND when the dataset is gone
   */
  public int insert(Handle handle, NewVersion version, Frozen frozen) {
    int number =
        handle
            .createQuery(
                """
                update datasets
                set last_version = last_version + 1, revision = revision + 1
                where id = :id and deleted_at is null
                returning last_version
                """)
            .bind("id", version.datasetId())
            .mapTo(Integer.class)
            .findOne()
            .orElseThrow(() -> GranaryException.notFound("dataset"));
    handle
        .createUpdate(
            """
            insert into dataset_versions
              (dataset_id, version, digest, definition, table_schemas, sql, as_of, sample_count,
               size, note, created_by, created_at)
            values
              (:datasetId, :number, :digest, :definition::jsonb, :tableSchemas::jsonb,
               :sql::jsonb || jsonb_build_object('source', :source::jsonb), :asOf, :sampleCount, :size, :note, :createdBy, :createdAt)
            """)
        .bindMethods(version)
        .bindMethods(frozen)
        .bind("number", number)
        .execute();
    return number;
  }

  public Optional<DatasetVersion> find(UUID dataset, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select %s from dataset_versions where dataset_id = :dataset and version = :v"
                        .formatted(COLUMNS))
                .bind("dataset", dataset)
                .bind("v", version)
                .mapTo(DatasetVersion.class)
                .findOne());
  }

  /** What a version has frozen; empty when there is no such version. */
  public Optional<Frozen> frozen(UUID dataset, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select definition, table_schemas, sql - 'source' as sql,
                      sql ->> 'source' as source, as_of
                    from dataset_versions
                    where dataset_id = :dataset and version = :v
                    """)
                .bind("dataset", dataset)
                .bind("v", version)
                .map(Databases.mapper(Frozen.class))
                .findOne());
  }

  /** Versions, newest first, before the given number. */
  public List<DatasetVersion> list(UUID dataset, @Nullable Integer before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s from dataset_versions
                    where dataset_id = :dataset
                      and (:before::integer is null or version < :before::integer)
                    order by version desc limit :limit
                    """
                        .formatted(COLUMNS))
                .bind("dataset", dataset)
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(DatasetVersion.class)
                .list());
  }

  public long count(UUID dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from dataset_versions where dataset_id = :dataset")
                .bind("dataset", dataset)
                .mapTo(Long.class)
                .one());
  }

  /**
   * What is to be changed; what is not written keeps its value, so that two callers who change
   * different things do not undo each other.
   *
   * @param note when it is written
   * @param isProtected null when it is not written
   */
  public record Edit(boolean writesNote, @Nullable String note, @Nullable Boolean isProtected) {}

  /** Changes a version; says whether it is there. */
  public boolean edit(Handle handle, UUID dataset, int version, Edit edit) {
    boolean isThere =
        handle
                .createUpdate(
                    """
                    update dataset_versions
                    set note = case when :writesNote then :note else note end,
                        is_protected = coalesce(:isProtected::boolean, is_protected)
                    where dataset_id = :dataset and version = :v
                    """)
                .bindMethods(edit)
                .bind("dataset", dataset)
                .bind("v", version)
                .execute()
            == 1;
    revise(handle, dataset);
    return isThere;
  }

  /** Deletes a version unless it is protected; says whether it did. */
  public boolean delete(Handle handle, UUID dataset, int version) {
    boolean isDeleted =
        handle
                .createUpdate(
                    """
                    delete from dataset_versions
                    where dataset_id = :dataset and version = :v and not is_protected
                    """)
                .bind("dataset", dataset)
                .bind("v", version)
                .execute()
            == 1;
    revise(handle, dataset);
    return isDeleted;
  }

  private static void revise(Handle handle, UUID dataset) {
    handle
        .createUpdate("update datasets set revision = revision + 1 where id = :dataset")
        .bind("dataset", dataset)
        .execute();
  }
}
