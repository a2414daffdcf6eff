package io.granary.database;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Begins ingests, and gives datasets to them. */
@Singleton
public final class IngestBeginRepository {
  /**
   * An ingest about to begin.
   *
   * @param modality of the dataset that is added to; null when it is yet to be found out
   */
  public record NewIngest(
      UUID id,
      UUID datasetId,
      UUID jobId,
      UUID userId,
      Ingest.Mode mode,
      boolean dryRun,
      @Nullable String wantedModality,
      @Nullable String wantedFormat,
      @Nullable String modality) {}

  /**
   * Begins an ingest.
   *
   * @throws GranaryException DATASET_BUSY when another of its dataset is not at its end; the
   *     transaction is over then
   */
  public void insert(Handle handle, NewIngest ingest, Instant now) {
    try {
      handle
          .createUpdate(
              """
              insert into ingests
                (id, dataset_id, job_id, user_id, state, mode, dry_run, wanted_modality,
                 wanted_format, modality, created_at, updated_at)
              values
                (:id, :datasetId, :jobId, :userId, 'planning', :modeColumn, :dryRun,
                 :wantedModality, :wantedFormat, :modality, :now, :now)
              """)
          .bindMethods(ingest)
          .bind("modeColumn", ingest.mode().column())
          .bind("now", now)
          .execute();
    } catch (UnableToExecuteStatementException e) {
      throw busy(e).orElse(e);
    }
  }

  private static Optional<RuntimeException> busy(UnableToExecuteStatementException e) {
    return Databases.violatedConstraint(e)
        .filter("ingests_one_open_key"::equals)
        .map(
            _ ->
                new GranaryException(
                    Code.DATASET_BUSY,
                    "Cannot change the dataset: something is being added to it already.",
                    e));
  }

  /** The status of a dataset that is not in the trash, which nobody changes meanwhile. */
  public Optional<Held> hold(Handle handle, UUID dataset) {
    return handle
        .createQuery(
            """
            select owner_id, status, modality, deletion_job_id is not null as is_leaving
            from datasets
            where id = :id and deleted_at is null for update
            """)
        .bind("id", dataset)
        .map(Databases.mapper(Held.class))
        .findOne();
  }

  /** What the samples of a dataset were to be taken for when it was made, if that was said. */
  public Optional<String> wantedModality(Handle handle, UUID dataset) {
    return handle
        .createQuery(
            """
            select wanted_modality from ingests
            where dataset_id = :dataset and mode = 'create' and state = 'done'
              and wanted_modality is not null
            order by created_at desc limit 1
            """)
        .bind("dataset", dataset)
        .mapTo(String.class)
        .findOne();
  }

  /** What annotations that came to a dataset last were to be read as, if that was said. */
  public Optional<String> wantedFormat(Handle handle, UUID dataset) {
    return handle
        .createQuery(
            """
            select wanted_format from ingests
            where dataset_id = :dataset and state = 'done' and not dry_run
              and wanted_format is not null
            order by created_at desc limit 1
            """)
        .bind("dataset", dataset)
        .mapTo(String.class)
        .findOne();
  }

  /**
   * What an ingest must know of its dataset.
   *
   * @param isLeaving whether it is being deleted
   */
  public record Held(UUID ownerId, String status, @Nullable String modality, boolean isLeaving) {}

  /** Takes away what failed attempts have left in a dataset that never was ready. */
  public void clear(Handle handle, UUID dataset) {
    handle.createUpdate("delete from samples where dataset_id = :id").bind("id", dataset).execute();
    handle
        .createUpdate("delete from source_files where dataset_id = :id")
        .bind("id", dataset)
        .execute();
  }

  /** Makes the dataset of a dry run, in the trash and within a transaction that is rolled back. */
  public void makeUnseen(Handle handle, Ingest ingest, String name, Instant now) {
    handle
        .createUpdate(
            """
            insert into datasets
              (id, owner_id, name, status, source_type, created_at, updated_at, deleted_at)
            values (:id, :owner, :name, 'processing', 'upload', :now, :now, :now)
            """)
        .bind("id", ingest.datasetId())
        .bind("owner", ingest.userId())
        .bind("name", name)
        .bind("now", now)
        .execute();
  }

  /** Lets a dataset be filled, from what is called so. */
  public void fill(
      Handle handle, UUID dataset, String originalFilename, String fileType, Instant now) {
    handle
        .createUpdate(
            """
            update datasets
            set status = 'processing', error_code = null, error_detail = null,
                original_filename = :name, file_type = :type, updated_at = :now,
                revision = revision + 1
            where id = :id
            """)
        .bind("id", dataset)
        .bind("name", originalFilename)
        .bind("type", fileType)
        .bind("now", now)
        .execute();
  }
}
