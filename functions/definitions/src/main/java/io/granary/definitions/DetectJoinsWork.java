package io.granary.definitions;

import io.granary.database.Job;
import io.granary.domain.Ids;
import io.granary.warehouse.joins.DetectedJoin;
import io.granary.warehouse.joins.JoinDetector;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds how tables belong together. */
@Singleton
final class DetectJoinsWork implements WarehouseWork {
  static final String KIND = "detect_joins";

  /** The most joins that are kept. */
  private static final int MAX_JOINS = 500;

  private final ModelWarehouses warehouses;

  DetectJoinsWork(ModelWarehouses warehouses) {
    this.warehouses = warehouses;
  }

  /**
   * How tables seem to belong together.
   *
   * @param joins at most 500, the surest first
   */
  record DetectedJoins(List<DetectedJoin> joins) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public DetectedJoins run(Job job, Progress progress) {
    Tables.Asked asked = WarehouseWork.asked(job, Tables.Asked.class);
    ModelWarehouse opened = warehouses.open(asked.modelId());
    var detector =
        new JoinDetector(
            progress.watched(opened.warehouse()), Ids.derived(job.id(), KIND), opened.maxBytes());
    return new DetectedJoins(
        detector.detect(Tables.of(opened, asked)).stream().limit(MAX_JOINS).toList());
  }
}
