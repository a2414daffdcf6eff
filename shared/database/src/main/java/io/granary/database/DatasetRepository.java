package io.granary.database;

import io.granary.domain.Code;
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

/** Datasets, one at a time; lists are in {@link DatasetListRepository}. */
@Singleton
public final class DatasetRepository {
  private static final String MODEL_GONE = "Cannot make the dataset: its model is gone.";

  private final Jdbi jdbi;

  public DatasetRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Dataset.class, Databases.mapper(Dataset.class));
  }

  /**
   * A dataset about to be filled.
   *
   * @param sourceType how it came: upload or drop
   */
  public record NewDataset(
      UUID id,
      UUID ownerId,
      String name,
      @Nullable String description,
      String sourceType,
      @Nullable UUID modelId,
      Instant createdAt) {}

  /**
   * Makes a dataset that is being processed.
   *
   * @throws GranaryException DATASET_NAME_TAKEN, VALIDATION_FAILED when the model is gone; either
   *     ends the transaction
   */
  public void insert(Handle handle, NewDataset dataset) {
    try {
      handle
          .createUpdate(
              """
              insert into datasets
                (id, owner_id, name, description, status, source_type, model_id, created_at,
                 updated_at)
              values
                (:id, :ownerId, :name, :description, 'processing', :sourceType, :modelId,
                 :createdAt, :createdAt)
              """)
          .bindMethods(dataset)
          .execute();
    } catch (UnableToExecuteStatementException e) {
      throw nameTaken(e, dataset.name()).or(() -> modelGone(e)).orElse(e);
    }
  }

  /** A dataset that is not in the trash, with the role that a user has on it. */
  public Optional<Dataset> find(UUID id, UUID user) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s
                    from datasets d join users u on u.id = d.owner_id
                    where d.id = :id and d.deleted_at is null
                    """
                        .formatted(DatasetColumns.ALL))
                .bind("id", id)
                .bind("user", user)
                .mapTo(Dataset.class)
                .findOne());
  }

  /** What a user may change about a dataset; JSON columns are texts. */
  public record Edit(
      String name,
      @Nullable String description,
      List<String> tags,
      String metadata,
      String pipelineConfig) {}

  /**
   * Changes a dataset.
   *
   * @param revision the revision that it must have; null when any will do
   * @return whether it had that revision
   * @throws GranaryException DATASET_NAME_TAKEN; the transaction is over then
   */
  public boolean edit(Handle handle, UUID id, @Nullable Long revision, Edit edit, Instant now) {
    try {
      return handle
              .createUpdate(
                  """
                  update datasets
                  set name = :name, description = :description, tags = :tagArray,
                      metadata = :metadata::jsonb, pipeline_config = :pipelineConfig::jsonb,
                      updated_at = :now, revision = revision + 1
                  where id = :id and deleted_at is null
                    and (:revision::bigint is null or revision = :revision::bigint)
                  """)
              .bindMethods(edit)
              .bindArray("tagArray", String.class, edit.tags())
              .bind("id", id)
              .bind("revision", revision)
              .bind("now", now)
              .execute()
          == 1;
    } catch (UnableToExecuteStatementException e) {
      throw nameTaken(e, edit.name()).orElse(e);
    }
  }

  /** Names that begin with a text, without case, of an owner's datasets; at most 1,000. */
  public List<String> namesLike(UUID owner, String start) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select lower(name) from datasets
                    where owner_id = :owner and deleted_at is null
                      and starts_with(lower(name), lower(:start))
                    limit 1000
                    """)
                .bind("owner", owner)
                .bind("start", start)
                .mapTo(String.class)
                .list());
  }

  static Optional<RuntimeException> nameTaken(UnableToExecuteStatementException e, String name) {
    return Databases.violatedConstraint(e)
        .filter("datasets_name_key"::equals)
        .map(
            _ ->
                new GranaryException(
                    Code.DATASET_NAME_TAKEN,
                    "Cannot name the dataset so: the owner already has one named '%s'."
                        .formatted(name),
                    e));
  }

  static Optional<RuntimeException> modelGone(UnableToExecuteStatementException e) {
    return Databases.violatedConstraint(e)
        .filter("datasets_model_fkey"::equals)
        .map(_ -> new GranaryException(Code.VALIDATION_FAILED, MODEL_GONE, e));
  }

  /** The status alone. */
  public String status(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select status from datasets where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
  }

  /** Whether it has files; one over tables has none. */
  public boolean hasFiles(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select kind = 'files' from datasets where id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
  }

  /** Moves on from one status to another that is no error; says whether it was in the first. */
  public boolean advance(Handle handle, UUID id, String from, String to, Instant now) {
    return handle
            .createUpdate(
                """
                update datasets
                set status = :to, error_code = null, error_detail = null, updated_at = :now,
                    revision = revision + 1
                where id = :id and status = :from and deleted_at is null
                """)
            .bind("id", id)
            .bind("from", from)
            .bind("to", to)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Ends the processing of a dataset with a reason. */
  public void fail(Handle handle, UUID id, Code code, String detail, Instant now) {
    handle
        .createUpdate(
            """
            update datasets
            set status = 'error', error_code = :code, error_detail = :detail,
                updated_at = :now, revision = revision + 1
            where id = :id and status in ('uploading', 'processing', 'validating')
            """)
        .bind("id", id)
        .bind("code", code.name())
        .bind("detail", detail)
        .bind("now", now)
        .execute();
  }

  /** The counts that are kept for a dataset, all exact; sources are files that are no samples. */
  public record Counts(
      String modality,
      String filePath,
      String formatInfo,
      long fileSize,
      long sourceCount,
      long sourceBytes,
      long totalSamples,
      long annotationCount,
      int classCount) {}

  /** Makes a dataset ready. */
  public void ready(Handle handle, UUID id, Counts counts, Instant now) {
    handle
        .createUpdate(
            """
            update datasets
            set status = 'ready', modality = :modality, file_path = :filePath,
                format_info = :formatInfo::jsonb, file_size = :fileSize,
                source_count = :sourceCount, source_bytes = :sourceBytes,
                total_samples = :totalSamples, annotation_count = :annotationCount,
                class_count = :classCount, updated_at = :now, revision = revision + 1
            where id = :id
            """)
        .bindMethods(counts)
        .bind("id", id)
        .bind("now", now)
        .execute();
  }
}
