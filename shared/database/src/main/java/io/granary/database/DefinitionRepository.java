package io.granary.database;

import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Datasets over tables: what only they have. The rest is in {@link DatasetRepository}. */
@Singleton
public final class DefinitionRepository {
  /**
   * A definition and what was known of its tables when it was compared with them.
   *
   * @param definition JSON
   * @param tableSchemas JSON
   * @param rowEstimate rows of the primary table; null for a view
   */
  public record Content(
      String definition,
      String tableSchemas,
      int tableCount,
      int columnCount,
      @Nullable Long rowEstimate) {}

  /**
   * A dataset over tables that nobody has approved yet.
   *
   * @param sourceType api, or derived when it was made from another
   * @param derivedFrom JSON; null when it was made from none
   */
  public record Draft(
      UUID id,
      UUID ownerId,
      String name,
      @Nullable String description,
      UUID modelId,
      String sourceType,
      @Nullable String derivedFrom,
      Instant createdAt) {}

  /**
   * Makes a draft.
   *
   * @throws GranaryException DATASET_NAME_TAKEN, VALIDATION_FAILED when the model is gone; either
   *     ends the transaction
   */
  public void insert(Handle handle, Draft draft, Content content) {
    try {
      handle
          .createUpdate(
              """
              insert into datasets
                (id, owner_id, name, description, status, kind, modality, source_type, model_id,
                 definition, table_schemas, table_count, column_count, row_estimate, derived_from,
                 created_at, updated_at)
              values
                (:id, :ownerId, :name, :description, 'draft', 'warehouse', 'tabular', :sourceType,
                 :modelId, :definition::jsonb, :tableSchemas::jsonb, :tableCount, :columnCount,
                 :rowEstimate, :derivedFrom::jsonb, :createdAt, :createdAt)
              """)
          .bindMethods(draft)
          .bindMethods(content)
          .execute();
    } catch (UnableToExecuteStatementException e) {
      throw DatasetRepository.nameTaken(e, draft.name())
          .or(() -> DatasetRepository.modelGone(e))
          .orElse(e);
    }
  }

  /**
   * Gives a dataset another definition: it is a draft again, and what was measured of it is gone.
   *
   * @param handle in a transaction that has just changed the revision of the dataset, so that
   *     nobody else changes it
   */
  public void replace(Handle handle, UUID id, Content content) {
    handle
        .createUpdate(
            """
            update datasets
            set definition = :definition::jsonb, table_schemas = :tableSchemas::jsonb,
                table_count = :tableCount, column_count = :columnCount,
                row_estimate = :rowEstimate, row_count = null, status = 'draft'
            where id = :id and kind = 'warehouse'
            """)
        .bindMethods(content)
        .bind("id", id)
        .execute();
    forget(handle, id);
  }

  /** Forgets what was measured; absent is no error. */
  private static void forget(Handle handle, UUID id) {
    handle
        .createUpdate("delete from dataset_analyses where dataset_id = :id")
        .bind("id", id)
        .execute();
  }

  /**
   * Approves a draft over tables, as it was just compared with them.
   *
   * @return whether it was a draft of that definition
   */
  public boolean activate(Handle handle, UUID id, Content compared, Instant now) {
    return handle
            .createUpdate(
                """
                update datasets
                set status = 'active', table_schemas = :tableSchemas::jsonb,
                    table_count = :tableCount, column_count = :columnCount,
                    row_estimate = :rowEstimate, updated_at = :now, revision = revision + 1
                where id = :id and kind = 'warehouse' and status = 'draft'
                  and definition = :definition::jsonb and deleted_at is null
                """)
            .bindMethods(compared)
            .bind("id", id)
            .bind("now", now)
            .execute()
        == 1;
  }

  /**
   * Approves a file set that is ready, and was validated with nothing wrong since its data changed;
   * says whether it was so.
   */
  public boolean activateFiles(Handle handle, UUID id, Instant now) {
    return handle
            .createUpdate(
                """
                update datasets d
                set status = 'active', updated_at = :now, revision = revision + 1
                where d.id = :id and d.kind = 'files' and d.status = 'ready'
                  and d.deleted_at is null
                  and exists (
                    select 1 from dataset_validations v
                    where v.dataset_id = d.id and (v.validation ->> 'passed')::boolean
                      and not exists (
                        select 1 from dataset_statistics s
                        where s.dataset_id = d.id and s.computed_at > v.validated_at))
                """)
            .bind("id", id)
            .bind("now", now)
            .execute()
        == 1;
  }

  /**
   * What was last measured of a dataset over tables.
   *
   * @param definitionDigest of the definition that was measured
   * @param analysis JSON
   */
  public record KeptAnalysis(String definitionDigest, String analysis, Instant analysedAt) {}

  /** Reads it; empty when there is none of the definition as it is. */
  public Optional<KeptAnalysis> analysis(Handle handle, UUID id) {
    return handle
        .createQuery(
            """
            select definition_digest, analysis, analysed_at from dataset_analyses
            where dataset_id = :id
            """)
        .bind("id", id)
        .map(Databases.mapper(KeptAnalysis.class))
        .findOne();
  }
}
