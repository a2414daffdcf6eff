package io.granary.definitions;

import com.fasterxml.jackson.annotation.JsonValue;
import io.granary.api.AnalysisView;
import io.granary.api.StoredDefinition;
import io.granary.api.StoredDefinitions;
import io.granary.database.AnalysisRepository;
import io.granary.database.AnalysisRepository.Measured;
import io.granary.database.Job;
import io.granary.database.ModelPlace;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Build;
import io.granary.warehouse.DryRun.SqlError;
import io.granary.warehouse.analysis.Analysis;
import io.granary.warehouse.analysis.DatasetAnalysis;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Measures a dataset, when the whole build on it is within the budget. */
@Singleton
final class AnalyzeWork implements WarehouseWork {
  static final String KIND = "analyze";

  private final StoredDefinitions definitions;
  private final ModelWarehouses warehouses;
  private final AnalysisRepository analyses;
  private final InstantSource clock;

  AnalyzeWork(
      StoredDefinitions definitions,
      ModelWarehouses warehouses,
      AnalysisRepository analyses,
      InstantSource clock) {
    this.definitions = definitions;
    this.warehouses = warehouses;
    this.analyses = analyses;
    this.clock = clock;
  }

  /**
   * What is asked.
   *
   * @param definitionDigest of the definition that is meant
   */
  record Asked(UUID datasetId, String definitionDigest) {}

  /** The job's result, and the definition and the model's tables that it is about. */
  record Found(@JsonValue AnalysisView view, String definition, UUID model, ModelPlace place) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Object run(Job job, Progress progress) {
    Asked asked = WarehouseWork.asked(job, Asked.class);
    StoredDefinition stored = definitions.get(asked.datasetId(), job.createdBy(), null);
    String digest = definitions.digest(stored.dataset());
    if (!digest.equals(asked.definitionDigest())) {
      throw edited();
    }
    ModelWarehouse model = warehouses.open(stored.dataset());
    ModelWarehouse watched = model.through(progress.watched(model.warehouse()));
    Build build = Build.of(watched.warehouse(), stored.resolved());
    refuseInvalid(build);
    build.price(watched.price(), watched.budget()).check();
    progress.at(20, "measuring");
    DatasetAnalysis analysis =
        Analysis.measure(watched.warehouse(), stored.resolved(), job.id(), watched.maxBytes());
    return new Found(
        new AnalysisView(
            asked.datasetId(), digest, clock.instant().truncatedTo(ChronoUnit.MICROS), analysis),
        String.valueOf(stored.dataset().definition()),
        model.id(),
        model.place());
  }

  private static void refuseInvalid(Build build) {
    if (!build.isValid()) {
      String reason =
          build.errors().stream().findFirst().map(SqlError::message).orElse("no reason is given");
      throw new GranaryException(
          Code.WAREHOUSE_QUERY_FAILED,
          "Cannot analyze the dataset: its query cannot run: %s. Validate the query for more."
              .formatted(reason));
    }
  }

  @Override
  public void keep(Handle handle, Job job, Object result) {
    Found found = (Found) result;
    var measured =
        new Measured(
            found.definition(),
            found.view().definitionDigest(),
            KeptJson.of(found.view().analysis()),
            found.view().analysis().rows(),
            found.view().analysedAt());
    if (!found.place().hold(handle, found.model())
        || !analyses.save(handle, found.view().datasetId(), measured)) {
      throw edited();
    }
  }

  private static GranaryException edited() {
    return new GranaryException(
        Code.DATASET_BUSY,
        "Cannot analyze the dataset: its definition or its model was changed meanwhile. Ask"
            + " again.");
  }
}
