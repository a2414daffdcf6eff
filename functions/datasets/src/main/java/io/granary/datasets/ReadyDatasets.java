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
    Dataset dataset =
        datasets.find(id, user).orElseThrow(() -> GranaryException.notFound("dataset"));
    if (!READY.contains(dataset.status())) {
      throw new GranaryException(
          Code.DATASET_NOT_READY,
          "Cannot look into the dataset: its status is %s.".formatted(dataset.status()));
    }
    return dataset;
  }
}
