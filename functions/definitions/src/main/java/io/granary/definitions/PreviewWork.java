package io.granary.definitions;

import io.granary.api.StoredDefinition;
import io.granary.api.StoredDefinitions;
import io.granary.api.TableRows;
import io.granary.database.Job;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import io.granary.warehouse.sql.DatasetSql;
import io.granary.warehouse.sql.DatasetSql.Part;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Reads the first rows of a dataset that a warehouse gives. */
@Singleton
final class PreviewWork implements WarehouseWork {
  private final StoredDefinitions definitions;
  private final ModelWarehouses warehouses;

  PreviewWork(StoredDefinitions definitions, ModelWarehouses warehouses) {
    this.definitions = definitions;
    this.warehouses = warehouses;
  }

  @Override
  public String kind() {
    return TableRows.KIND;
  }

  @Override
  public Object run(Job job, Progress progress) {
    TableRows.Asked asked = WarehouseWork.asked(job, TableRows.Asked.class);
    StoredDefinition stored = definitions.get(asked.datasetId(), job.createdBy(), null);
    if (!definitions.digest(stored.dataset()).equals(asked.definitionDigest())) {
      throw new GranaryException(
          Code.DATASET_BUSY,
          "Cannot preview the dataset: its definition was changed meanwhile. Ask again.");
    }
    ModelWarehouse opened = warehouses.open(stored.dataset());
    var sql =
        new DatasetSql(
            stored.resolved(), opened.warehouse().source(), opened.warehouse().dialect());
    Part part =
        asked.split() == null ? Part.FULL : Part.valueOf(asked.split().toUpperCase(Locale.ROOT));
    Rows rows =
        progress
            .watched(opened.warehouse())
            .query(
                new Query(
                    job.id(),
                    "preview",
                    sql.select(part) + "\nLIMIT " + asked.limit(),
                    opened.maxBytes(),
                    asked.limit()));
    return TableRows.of(stored.resolved(), rows);
  }
}
