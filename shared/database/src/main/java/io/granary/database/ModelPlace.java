package io.granary.database;

import io.granary.database.Model.About;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Where the tables of a model are; see {@link About}. */
public record ModelPlace(
    String warehouseKind,
    @Nullable String warehouseProject,
    String warehouseDataset,
    @Nullable String warehouseLocation) {
  private static final String IS_ELSEWHERE =
      """
      (warehouse_kind, warehouse_project, warehouse_dataset, warehouse_location)
        is distinct from (:warehouseKind::text, :warehouseProject::text,
                          :warehouseDataset::text, :warehouseLocation::text)
      """;

  static ModelPlace of(About about) {
    return new ModelPlace(
        about.warehouseKind(),
        about.warehouseProject(),
        about.warehouseDataset(),
        about.warehouseLocation());
  }

  /**
   * Holds a model until the transaction ends, so that its tables stay where they are.
   *
   * @return whether they are here
   */
  public boolean hold(Handle handle, UUID model) {
    return handle
        .createQuery(
            "select 1 from models where id = :id and not (%s) for share".formatted(IS_ELSEWHERE))
        .bindMethods(this)
        .bind("id", model)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Whether a model's tables are elsewhere; holds it, so that it can be changed. */
  boolean isNew(Handle handle, UUID model) {
    return handle
        .createQuery(
            "select %s from models where id = :id for no key update".formatted(IS_ELSEWHERE))
        .bindMethods(this)
        .bind("id", model)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  /**
   * Takes back what was found out about a model's tables: its datasets over them are drafts again.
   * Those that are drafts are changed too, so that one that is just being approved is waited for.
   */
  static void forget(Handle handle, UUID model, Instant now) {
    handle
        .createUpdate(
            """
            update datasets
            set status = case status when 'active' then 'draft' else status end,
                row_count = null, updated_at = :now, revision = revision + 1
            where model_id = :model and kind = 'warehouse'
            """)
        .bind("model", model)
        .bind("now", now)
        .execute();
    handle
        .createUpdate(
            """
            delete from dataset_analyses
            where dataset_id in
              (select id from datasets where model_id = :model and kind = 'warehouse')
            """)
        .bind("model", model)
        .execute();
  }
}
