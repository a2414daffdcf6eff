package io.granary.database;

import io.granary.database.Databases.JsonText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keeps what was last measured of datasets over tables. */
@Singleton
public final class AnalysisRepository {
  /**
   * What was measured.
   *
   * @param definition JSON: what was measured, so that the figures of one that was edited meanwhile
   *     are not kept
   * @param digest of the definition
   * @param analysis JSON
   * @param rowCount rows of the dataset
   */
  public record Measured(
      String definition, String digest, String analysis, long rowCount, Instant at) {}

  /**
   * Keeps an analysis in place of the one before, and the count of rows with the dataset, whose
   * revision changes when the count does.
   *
   * @return whether the dataset still had that definition; nothing is kept when it had not
   */
  public boolean save(Handle handle, UUID dataset, Measured measured) {
    boolean isSame =
        handle
                .createUpdate(
                    """
                    update datasets
                    set row_count = :rowCount,
                        revision = revision
                          + case when row_count is distinct from :rowCount then 1 else 0 end
                    where id = :dataset and definition = :definition::jsonb
                      and deleted_at is null
                    """)
                .bindMethods(measured)
                .bind("dataset", dataset)
                .execute()
            == 1;
    if (isSame) {
      handle
          .createUpdate(
              """
              insert into dataset_analyses (dataset_id, definition_digest, analysis, analysed_at)
              values (:dataset, :digest, :json, :at)
              on conflict (dataset_id) do update
              set definition_digest = excluded.definition_digest, analysis = excluded.analysis,
                  analysed_at = excluded.analysed_at
              """)
          .bindMethods(measured)
          .bind("dataset", dataset)
          .bind("json", new JsonText(measured.analysis()))
          .execute();
    }
    return isSame;
  }
}
