package io.granary.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.database.DatasetVersionRepository;
import io.granary.database.DatasetVersionRepository.Frozen;
import io.granary.database.Model.About;
import io.granary.database.ModelRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Sha256;
import io.granary.json.Json;
import io.granary.warehouse.TableSchemas;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.Resolver;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives definitions as they are kept, without asking a warehouse. */
@Singleton
public final class StoredDefinitions {
  private final DatasetRepository datasets;
  private final DatasetVersionRepository versions;
  private final ModelRepository models;

  public StoredDefinitions(
      DatasetRepository datasets, DatasetVersionRepository versions, ModelRepository models) {
    this.datasets = datasets;
    this.versions = versions;
    this.models = models;
  }

  /**
   * A dataset over tables.
   *
   * @throws GranaryException NOT_FOUND; WRONG_KIND for a file set
   */
  public Dataset dataset(UUID id, UUID user) {
    Dataset dataset =
        datasets.find(id, user).orElseThrow(() -> GranaryException.notFound("dataset"));
    if (dataset.definition() == null) {
      throw new GranaryException(
          Code.WRONG_KIND,
          "Cannot do this with the dataset: it has files, and this is for datasets over tables.");
    }
    return dataset;
  }

  /**
   * The definition of a dataset.
   *
   * @param version whose definition is meant; null for the one of now
   * @throws GranaryException NOT_FOUND for the dataset or its version; WRONG_KIND for a file set
   */
  public StoredDefinition get(UUID id, UUID user, @Nullable Integer version) {
    Dataset dataset = dataset(id, user);
    if (version == null) {
      return stored(
          dataset,
          String.valueOf(dataset.definition()),
          String.valueOf(dataset.tableSchemas()),
          source(dataset),
          MissingNode.getInstance());
    }
    Frozen frozen =
        versions.frozen(id, version).orElseThrow(() -> GranaryException.notFound("version"));
    String source = frozen.source();
    return stored(
        dataset,
        frozen.definition(),
        frozen.tableSchemas(),
        source == null ? source(dataset) : Json.read(source, WarehouseSource.class),
        Json.tree(frozen.sql()));
  }

  /**
   * The SHA-256 of a definition that is kept, and of where its tables are; any change of either
   * changes it.
   */
  public String digest(Dataset dataset) {
    return Sha256.hex(dataset.definition() + Json.write(source(dataset)));
  }

  private StoredDefinition stored(
      Dataset dataset,
      String definitionJson,
      String schemas,
      WarehouseSource source,
      JsonNode frozenSql) {
    Definition definition = Json.read(definitionJson, Definition.class);
    var tables = TableSchemas.lookup(TableSchemas.read(schemas));
    return new StoredDefinition(
        dataset, definition, Resolver.resolve(definition, tables), source, frozenSql);
  }

  private WarehouseSource source(Dataset dataset) {
    UUID model = dataset.modelId();
    if (model == null) {
      throw new IllegalStateException("Cannot find tables without a model: " + dataset.id());
    }
    About about = models.find(model).orElseThrow(() -> GranaryException.notFound("model")).about();
    return new WarehouseSource(
        about.warehouseKind(),
        about.warehouseProject(),
        about.warehouseDataset(),
        about.warehouseLocation());
  }
}
