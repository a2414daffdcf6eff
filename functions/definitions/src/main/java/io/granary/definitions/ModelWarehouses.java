package io.granary.definitions;

import io.granary.database.Dataset;
import io.granary.database.Model;
import io.granary.database.Model.About;
import io.granary.database.ModelRepository;
import io.granary.database.WarehouseProjectRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Budget;
import io.granary.warehouse.WarehouseConfig;
import io.granary.warehouse.WarehouseEngine;
import io.granary.warehouse.WarehouseSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Opens the warehouses of models, where that is allowed. */
@Singleton
final class ModelWarehouses {
  private final ModelRepository models;
  private final WarehouseProjectRepository projects;
  private final List<WarehouseEngine> engines;
  private final WarehouseConfig config;

  ModelWarehouses(
      ModelRepository models,
      WarehouseProjectRepository projects,
      List<WarehouseEngine> engines,
      WarehouseConfig config) {
    this.models = models;
    this.projects = projects;
    this.engines = List.copyOf(engines);
    this.config = config;
  }

  /**
   * Opens a model's warehouse, without asking anything of it yet.
   *
   * @throws GranaryException NOT_FOUND when there is no such model; WAREHOUSE_DATASET_NOT_ALLOWED;
   *     WAREHOUSE_PROJECT_NOT_ALLOWED when the model's owner may not use its project;
   *     WAREHOUSE_UNAVAILABLE when there is no warehouse of its kind
   */
  ModelWarehouse open(UUID id) {
    Model model = models.find(id).orElseThrow(() -> GranaryException.notFound("model"));
    About about = model.about();
    checkDataset(about.warehouseDataset());
    checkProject(about, model.ownerId());
    WarehouseEngine engine =
        engines.stream()
            .filter(each -> each.kind().equals(about.warehouseKind()))
            .findFirst()
            .orElseThrow(() -> noEngine(about.warehouseKind()));
    var source =
        new WarehouseSource(
            about.warehouseKind(),
            about.warehouseProject(),
            about.warehouseDataset(),
            about.warehouseLocation());
    return new ModelWarehouse(
        id,
        engine.open(source),
        config.price().maxBytes(about.maxBytesPerQuery(), about.maxUsdPerBuild()),
        new Budget(about.maxBytesPerQuery(), about.maxUsdPerBuild()),
        config.price());
  }

  /**
   * Opens the warehouse of a dataset's model.
   *
   * @param dataset one over tables
   * @throws GranaryException as above
   */
  ModelWarehouse open(Dataset dataset) {
    UUID model = dataset.modelId();
    if (model == null) {
      throw new IllegalStateException("Cannot find tables without a model: " + dataset.id());
    }
    return open(model);
  }

  private void checkDataset(String dataset) {
    if (!config.allows(dataset)) {
      throw new GranaryException(
          Code.WAREHOUSE_DATASET_NOT_ALLOWED,
          "Cannot use the warehouse dataset '%s': this installation allows %s."
              .formatted(dataset, config.datasets()));
    }
  }

  private void checkProject(About about, UUID owner) {
    String project = about.warehouseProject();
    if (project != null && !projects.allows(project, owner)) {
      throw new GranaryException(
          Code.WAREHOUSE_PROJECT_NOT_ALLOWED,
          "Cannot use the cloud project '%s': no admin has allowed it to the model's owner."
              .formatted(project));
    }
  }

  private static GranaryException noEngine(String kind) {
    return new GranaryException(
        Code.WAREHOUSE_UNAVAILABLE,
        "Cannot open the warehouse: this installation has no %s warehouse."
            .formatted(kind.equals("duckdb") ? "DuckDB" : "BigQuery"));
  }
}
