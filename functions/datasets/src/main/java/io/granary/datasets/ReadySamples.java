package io.granary.datasets;

import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.ResourceRef;
import io.granary.database.Sample;
import io.granary.database.SampleRepository;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;

/** Gives samples of datasets whose content can be looked at. */
@Singleton
final class ReadySamples {
  private final ReadyDatasets datasets;
  private final SampleRepository samples;

  ReadySamples(ReadyDatasets datasets, SampleRepository samples) {
    this.datasets = datasets;
    this.samples = samples;
  }

  /**
   * A sample.
   *
   * @throws GranaryException NOT_FOUND, DATASET_NOT_READY
   */
  Sample get(Caller caller, DatasetRef dataset, ResourceRef sample) {
    datasets.get(dataset.id(), caller.id());
    return samples
        .find(dataset.id(), sample.id())
        .orElseThrow(() -> GranaryException.notFound("sample"));
  }
}
