package io.granary.datasets;

import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Gives datasets whose content can be looked at. */
@Singleton
final class ReadyDatasets {
  private static final Set<String> READY = Set.of("ready", "active");

  private final DatasetRepository datasets;

  ReadyDatasets(DatasetRepository datasets) {
    this.datasets = datasets;
  }

  /**
   * A dataset that is ready.
   *
   * @throws GranaryException DATASET_NOT_READY with its status
   */
  Dataset get(UUID id, UUID user) {
    return ready(find(id, user));
  }

  /**
   * A file set that is ready.
   *
   * @throws GranaryException WRONG_KIND for one over tables, whatever its status is;
   *     DATASET_NOT_READY with its status
   */
  Dataset files(UUID id, UUID user) {
    Dataset dataset = find(id, user);
    if (dataset.definition() != null) {
      throw new GranaryException(
          Code.WRONG_KIND,
          "Cannot do this with the dataset: it is made of tables, and this is for files.");
    }
    return ready(dataset);
  }

  private Dataset find(UUID id, UUID user) {
    return datasets.find(id, user).orElseThrow(() -> GranaryException.notFound("dataset"));
  }

  private static Dataset ready(Dataset dataset) {
    if (!READY.contains(dataset.status())) {
      throw new GranaryException(
          Code.DATASET_NOT_READY,
          "Cannot look into the dataset: its status is %s.".formatted(dataset.status()));
    }
    return dataset;
  }
}
